"""What is wrong with limits and their events, and what is said about clocks."""

from __future__ import annotations

from typing import Final

CLOCK_PROBLEMS: Final = {
    "RS2023": (
        (
            "承诺的时限“{key}”({promised})不能证明不长于法定时限“{other}”({allowed})",
            "缩短它,或改用与法定时限相同的单位、日历和计算口径(terms)",
        ),
        (
            "the promise “{key}” ({promised}) is not shown to keep within the"
            " statutory limit “{other}” ({allowed})",
            "shorten it, or use unit, calendar and terms of the statutory limit",
        ),
    ),
    "RS3401": (
        (
            "{case}:{event}({at})早于已有的最后一条({last})",
            "按先后次序写;事后补记的,at 写补记的时间,since 写实际的时间",
        ),
        (
            "{case}: {event} ({at}) comes before the last event ({last})",
            "write events in order; told afterwards: at when told, since when it was",
        ),
    ),
    "RS3402": (
        ("{case}:另一条内容不同的记录已用了这个 id({event},{at})", "换一个 id"),
        ("{case}: another event has this id ({event}, {at})", "give it another id"),
    ),
    "RS3403": (
        (
            "{case}:时限“{limit}”现在的状态是“{state}”,不能“{event}”({at})",
            "此时可以:{allowed};暂停须先有未结束的同一事由,reopen 须先结束",
        ),
        (
            "{case}: {event} ({at}) does not fit limit “{limit}”, which is {state}",
            "now fit: {allowed}; a reason is paused once, reopen needs an end",
        ),
    ),
    "RS3404": (
        (
            "{case}:“{reason}”不是时限“{limit}”可以暂停的事由",
            "可以的事由:{allowed};法律没有列出的时间不能扣除",
        ),
        (
            "{case}: “{reason}” does not pause limit “{limit}”",
            "reasons that do: {allowed}; no other time is left out",
        ),
    ),
    "RS3405": (
        ("{case}:时限“{limit}”没有“{ground}”这一项", "改用时限列出的:{allowed}"),
        (
            "{case}: limit “{limit}” knows no ground “{ground}”",
            "use one that it lists: {allowed}",
        ),
    ),
    "RS3406": (
        ("{case}:“{ground}”最多用 {times} 次,已经用完", "本轮不能再以此延长"),
        (
            "{case}: “{ground}” may be used {times} times and has been",
            "on this ground it cannot be extended again in this cycle",
        ),
    ),
    "RS3407": (
        ("{case}:没有时限“{limit}”,或它不是同一目的的时限", "改为其中之一:{allowed}"),
        (
            "{case}: there is no limit “{limit}”, or it is for something else",
            "use one of: {allowed}",
        ),
    ),
    "RS3408": (
        (
            "{case}:时限“{limit}”不从“{on}”起算",
            "从 {allowed} 起算:等那件事发生后再写 start",
        ),
        (
            "{case}: limit “{limit}” does not start on “{on}”",
            "it starts on {allowed}: write start when that happens",
        ),
    ),
    "RS3409": (
        ("{case}:暂停({first})早于起算({since})", "since 不早于起算的时间"),
        (
            "{case}: the pause ({first}) begins before the count ({since})",
            "let since be no earlier than the count",
        ),
    ),
    "RS3410": (
        ("{case}:延长 {amount} 超过上限 {most}({unit})", "延长不超过 {most}"),
        (
            "{case}: an extension by {amount} exceeds {most} ({unit})",
            "extend it by no more than {most}",
        ),
    ),
    "RS3411": (
        (
            "{case}:“{ground}”须在期满 {before} 以前提出,{at} 已晚",
            "不能再延长,如实办结(stop)",
        ),
        (
            "{case}: “{ground}” must be granted {before} before the end, {at} is late",
            "it cannot be extended any more: stop it when it is done",
        ),
    ),
    "RS3412": (
        (
            "{case}:时限已于 {due} 届满;{event}({at})不能改变已经发生的逾期",
            "如实办结(stop);重新计时用 restart 或 reopen,逾期的记录仍在",
        ),
        (
            "{case}: the limit ran out on {due}; {event} ({at}) cannot undo that",
            "stop it as it is; restart or reopen count anew and keep the fact",
        ),
    ),
    "RS3413": (
        (
            "{case}:这一件没有为“{goal}”计时的时限({event},{at})",
            "核对 case 的写法,或先写 start;已有的:{allowed}",
        ),
        (
            "{case}: no clock runs for “{goal}” ({event}, {at})",
            "check how the case is written, or write start first; it has: {allowed}",
        ),
    ),
    "RS3417": (
        (
            "{case}:时限“{limit}”没有改变,不能只改起算点({at})",
            "延长用 extend,重新起算用 restart,都要有时限列出的情形",
        ),
        (
            "{case}: limit “{limit}” is the same; its beginning alone cannot be moved"
            " ({at})",
            "use extend or restart, on a ground that the limit has",
        ),
    ),
    "RS3418": (
        ("{case}:时限“{limit}”不是为“{goal}”计时的", "删去 goal,或写 {allowed}"),
        (
            "{case}: limit “{limit}” is not for “{goal}”",
            "delete goal, or write {allowed}",
        ),
    ),
    "RS3419": (
        ("到 {at} 为止,记录中没有“{case}”这一件", "核对写法;有的:{allowed}"),
        ("up to {at} the log has no case “{case}”", "check it; there are: {allowed}"),
    ),
    "RS3420": (
        ("{case}:时限“{limit}”不计时,没有到期时刻 {due}", "删去 due"),
        ("{case}: limit “{limit}” is not timed, it has no due {due}", "delete due"),
    ),
    "RS3421": (
        (
            "{case}:{event} 写的到期时刻 {due} 与先前记下的 {told} 不同",
            "记下的事实不改;写 {told},或者删去 due",
        ),
        (
            "{case}: {event} tells due {due}, but {told} has been recorded",
            "a recorded fact stays: write {told}, or delete due",
        ),
    ),
    "RS3422": (
        (
            "{case}:到 {at} 为止,期限 {due} 还没有届满,没有可以记下的事实",
            "届满或完成之后再写 record",
        ),
        (
            "{case}: up to {at} the limit has not run out ({due}): nothing to record",
            "write record when it has run out or has ended",
        ),
    ),
    "RS3416": (
        (
            "{case}:时限“{limit}”的内容与记录时不同(记录:{edition},现在:{allowed})",
            "改时限要另立一行,旧行写上 validity 的 end;或用当时的规则包重放"
            "(--pack、--package),用 --against 看改动的影响",
        ),
        (
            "{case}: limit “{limit}” is not what it was"
            " (log: {edition}, now: {allowed})",
            "give a changed limit a row of its own and the old one an end; or replay"
            " with the packages of that time and see with --against what moves",
        ),
    ),
    "RS3415": (
        ("没有“{goal}”这种目的", "goal 可以写:{allowed}"),
        ("there is no goal “{goal}”", "write one of: {allowed}"),
    ),
    "RS3414": (
        ("{case}:没有写明哪一个时限结束({at})", "用 goal 写明:{allowed}"),
        (
            "{case}: it is not said what has been done ({at})",
            "name the goal: {allowed}",
        ),
    ),
}
"""Code to (Chinese, English), each what is wrong and how to mend it."""

CLOCKS: Final = {
    "clock.head": (
        "{case} {goal}({limit}):{status}",
        "{case} {goal} ({limit}): {status}",
    ),
    "clock.cycle": (",第{cycle}轮", ", cycle {cycle}"),
    "clock.due": (",{due} 到期", ", due {due}"),
    "clock.provisional": ("(暂定)", " (provisional)"),
    "clock.ended": (",{at} 结束", ", ended {at}"),
    "clock.withdrawn": ("(已撤回)", " (withdrawn)"),
    "clock.used": (
        "已用 {used} / 共 {total},还剩 {remaining}",
        "used {used} of {total}, {remaining} left",
    ),
    "clock.over": (
        "共 {total},已超过 {over}",
        "{total} in all, over by {over}",
    ),
    "clock.over.provisional": (
        "共 {total},暂定的期限已过 {over},放假安排公布后再定",
        "{total} in all, {over} past the provisional end, which the notice will settle",
    ),
    "clock.next": ("下一个变化:{next}", "next change: {next}"),
    "clock.resumed": (
        "若现在恢复,{due} 到期",
        "due {due} if it were resumed now",
    ),
    "clock.pause": (
        "暂停:{reason},{first} 至 {resumed};{source}",
        "paused: {reason}, {first} to {resumed}; {source}",
    ),
    "clock.pause.now": ("今", "now"),
    "clock.notice": (
        "所需时间应当书面告知申请人",
        "the applicant has to be told in writing how long it takes",
    ),
    "clock.told": (
        "到期 {due} 是当时记下的,以此为准;资料后来有变,上面的算式不改变它",
        "due {due} was recorded then and stays; the sum is that of the data of today",
    ),
    "clock.extended": (
        "已延长 {extended}({grants})",
        "extended by {extended} ({grants})",
    ),
    "clock.deemed": (
        "{outcome}{from_};{source}",
        "deemed: {outcome}{from_}; {source}",
    ),
    "clock.deemed.retroactive": (",自起算之日起", ", from the start on"),
    "clock.breach": (
        "第{cycle}轮曾于 {due} 届满而未完成",
        "cycle {cycle} ran out on {due}",
    ),
    "clock.past": (
        "第{cycle}轮:{outcome},{at} 结束",
        "cycle {cycle}: {outcome}, ended {at}",
    ),
    "clock.revision": (
        "应修订:{old} 改为 {new},因为新公布了 {rows}",
        "to be revised: {old} becomes {new}, because of {rows}",
    ),
    "clock.revision.late": (
        "按新的规定当即逾期,须先决定从何时起算",
        "it would be overdue at once: decide first from when the new row counts",
    ),
    "period.row": (
        "法定期限 {id}:{stage} {count}{unit},自{start}起算({why}{note})",
        "statutory period {id}: {stage}, {count} {unit} from when it is {start}"
        " ({why}{note})",
    ),
    "clock.against": (
        "按 {rules} 应修订的:{count} 项",
        "to be revised by {rules}: {count}",
    ),
    "clock.not_timed": ("不计时", "not timed"),
    "action.warn": ("提醒", "warn"),
    "action.breach": ("逾期", "ran out"),
    "action.deem": ("{outcome}", "deemed: {outcome}"),
    "action.escalate": ("上报(向上{up}级)", "escalate ({up} steps up)"),
    "action.escalate.self": ("提醒承办机构", "tell the handler"),
    "action.revise": ("修订:应为 {new}", "revise: should be {new}"),
    "length.hours": ("{hours} 小时", "{hours} h"),
    "length.minutes": ("{minutes} 分", "{minutes} min"),
    "sum.minutes": ("经过 {span} = {parts}", "{span} = {parts}"),
    "sum.of.worked": ("计入 {length}", "{length} counted"),
    "sum.of.makeup": ("(含调休上班 {length})", " (on make-up days: {length})"),
    "sum.of.breaks": ("午休等间歇 {length}", "{length} breaks"),
    "sum.of.nights": ("夜间 {length}", "{length} outside office hours"),
    "sum.of.holidays": ("放假 {length}", "{length} days off"),
    "sum.of.weekends": ("周末 {length}", "{length} weekends"),
    "sum.of.paused": ("暂停 {length}", "{length} paused"),
}
"""Sentences about clocks, Chinese and English."""
