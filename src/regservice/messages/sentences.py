"""Sentences of explanations, in Chinese and English."""

from __future__ import annotations

from typing import Final

from regservice.messages.clocks import CLOCKS
from regservice.messages.doors import WORKBOOK
from regservice.messages.time import TIME

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # sources
    "source.clause": ("依据{document}{clause}", "under {document} {clause}"),
    "source.report": (
        "据{publisher}{dated}报道,非法律依据",
        "as reported by {publisher} {dated}, not law",
    ),
    "source.local_practice": (
        "按{office}做法,非法律条文",
        "practice of {office}, not statute",
    ),
    "source.assumed": ("推定,无明文依据", "assumed, no express basis"),
    "source.verified": ("({verified})", " ({verified})"),
    # one-sentence reasons
    "reason.station": (
        "由{handler}直接答复({why})",
        "{handler} answers it directly ({why})",
    ),
    "reason.same": ("由{handler}承办({why})", "{handler} takes it ({why})"),
    "reason.lead": (
        "由{handler}承办、{lead}主办({why})",
        "{handler} takes it, {lead} leads ({why})",
    ),
    "reason.competent": (
        ";法定机关为{competent}({why})",
        "; {competent} decides by law ({why})",
    ),
    "reason.reading": ("{why},{body}", "{why}, {body}"),
    "reason.competent_short": (
        ";法定机关为{competent}",
        "; {competent} decides by law",
    ),
    "reason.says": (";法定事项说明:{says}", "; on the matter: {says}"),
    "reason.ask": ("还缺一项信息:{question}", "one fact is missing: {question}"),
    "reason.fallback": (
        "{cause},转{handler}核定承办机关({why})",
        "{cause}; {handler} is to identify the right body ({why})",
    ),
    "reason.aside": ("{main};已搁置原则性规则", "{main}; a principle was set aside"),
    "reason.succeeded": (
        "{main};由其承继职责,{how}",
        "{main}; it succeeds the body named there, {how}",
    ),
    "reason.nobody": (
        "{cause},已安装的规则包中没有可以确定的承接机构",
        "{cause}; no installed package names one body to take it",
    ),
    # competence
    "competent.unresolved": (
        "{tier}{functions}(已装的规则包没有列出是哪一个)",
        "{functions} at {tier} tier (no installed package lists which one)",
    ),
    "competent.undesignated": (
        "省级人民政府指定的机关(未查到{place}的指定)",
        "the body designated by the province (no designation found for {place})",
    ),
    "competent.no_place": (
        "{tier}{functions}(尚不知地区)",
        "{functions} at {tier} tier (place unknown)",
    ),
    "competent.presumed": (
        "{key}未说明,按提问方所在地推定",
        "{key} not stated, presumed from the place of the asker",
    ),
    "competent.designation": (
        "{body}为指定机关:{why}",
        "{body} is the designated body: {why}",
    ),
    "competent.reading": (
        "{place}按{tier}行使职权:{why}",
        "{place} exercises powers of {tier} tier: {why}",
    ),
    "competent.entrusts": (
        "{principal}委托{body}办理{steps},决定机关仍是{principal}:{why}",
        "{principal} entrusts {body} with {steps}, and still decides: {why}",
    ),
    "competent.empowers": (
        "据称{principal}赋权{body}办理{steps},没有条文,决定机关不变:{why}",
        "{body} is said to be empowered with {steps}; without a clause {principal}"
        " still decides: {why}",
    ),
    "competent.devolves": (
        "据称{principal}将{steps}下放{body},没有条文或只涉及部分环节,决定机关不变:{why}",
        "{steps} are said to be devolved to {body}; without a clause, or in part only,"
        " {principal} still decides: {why}",
    ),
    "competent.devolved": (
        "依法由{principal}转由{body}决定:{why}",
        "by law {body} decides instead of {principal}: {why}",
    ),
    "competent.all_steps": ("全部环节", "all steps"),
    # steps
    "step.receive": ("首接:{authority}", "first contact: {authority}"),
    "step.lead": ("主办:{authority}", "lead: {authority}"),
    "step.co": ("协办:{authority}", "co-handler: {authority}"),
    "step.copy": ("抄送:{authority}", "copy: {authority}"),
    "step.fallback": ("兜底:{authority}", "fallback: {authority}"),
    "step.gave_way": ("让位于特别规则", "gave way to an exception"),
    "outranked.step": ("让位于更具体的规则", "gave way to a more specific rule"),
    "step.competent": ("法定机关:{authority}", "decides by law: {authority}"),
    "step.also_competent": ("另涉机关:{authority}", "also concerned: {authority}"),
    "step.tier_reading": ("地区层级的解读", "reading of the tier"),
    "step.programme": ("属专项清单", "on a programme"),
    "step.tracked": (
        "属专项清单,跟踪服务率须达 {share}%",
        "on a programme, {share} % must be tracked",
    ),
    "step.not_running": (
        "所填专项那天没有施行,不作数",
        "the programme that was stated was not run that day, and does not count",
    ),
    "step.not_run_here": (
        "所填专项不在该地区施行,不作数",
        "the programme that was stated is not run there, and does not count",
    ),
    "step.does_not_fit": (
        "所填专项不收这样的诉求,不作数",
        "the programme that was stated is not for this, and does not count",
    ),
    "step.handed_over": ("移交:{authority}", "handed over to: {authority}"),
    "step.liaison": ("对接:{authority}", "liaison with: {authority}"),
    "step.limit": ("时限规则", "time limit"),
    "step.joint": ("会办(须经其同意):{authority}", "jointly with: {authority}"),
    "step.passed": (
        "按越级规则不经中间机构,直达:{authority}",
        "bodies between are passed, straight to: {authority}",
    ),
    "step.set_aside": ("原则性规则已搁置({note})", "principle set aside ({note})"),
    "step.succeeded": ("职责由其承继:{authority}", "succeeded by: {authority}"),
    "step.entrusted": (
        "受委托办理(决定机关不变):{authority}",
        "entrusted with it (the decider stays): {authority}",
    ),
    "step.devolved": ("依法转由:{authority}", "moved by law to: {authority}"),
    # rejected
    "rejected.failed": (
        "{dimension}为“{actual}”,该规则只适用于{allowed}({why})",
        "{dimension} is “{actual}”, the rule covers {allowed} only ({why})",
    ),
    "rejected.beaten": (
        "让位于特别规则 {rule}({why})",
        "gave way to the exception {rule} ({why})",
    ),
    "outranked.body": (
        "让位于更具体的规则 {rule}({why})",
        "gave way to the more specific rule {rule} ({why})",
    ),
    "rejected.set_aside": (
        "规则 {rule} 已被本诉求搁置({why})",
        "rule {rule} is set aside by this request ({why})",
    ),
    "rejected.not_known": (
        "规则 {rule} 的文件当时尚未发布({why})",
        "the document of rule {rule} had not been issued then ({why})",
    ),
    "rejected.conflict": (
        "规则 {rule} 适用,但与其他规则冲突({why})",
        "rule {rule} holds, but conflicts with another ({why})",
    ),
    "rejected.dead_end": (
        "规则 {rule} 适用,但没有路通到它({why})",
        "rule {rule} holds, but no way leads there ({why})",
    ),
    # limits
    "limit.due": (
        "{goal}:{count}{unit},至 {due}({why})",
        "{goal}: {count} {unit}, until {due} ({why})",
    ),
    "limit.waiting": (
        "{goal}:{count}{unit},自{start}起算({why})",
        "{goal}: {count} {unit} from when it is {start} ({why})",
    ),
    "limit.not_timed": (
        "{goal}:未设时限,不计时({why})",
        "{goal}: no limit is set ({why})",
    ),
    "limit.uncovered": (
        "{goal}:{count}{unit},日历没有该日期的安排,无法计算",
        "{goal}: {count} {unit}, the calendar does not cover that date",
    ),
    "limit.provisional": (
        "(暂定:尚无该年放假安排)",
        " (provisional: no notice for that year yet)",
    ),
    # arithmetic
    **TIME,
    **WORKBOOK,
    **CLOCKS,
    # long explanation
    "long.facts": ("认定的事实", "Facts"),
    "long.fact_text": ("{name}:{value}(文中“{words}”)", "{name}: {value} (“{words}”)"),
    "long.fact_stated": ("{name}:{value}(已填写)", "{name}: {value} (stated)"),
    "long.fact_presumed": (
        "{name}:{value}(未说明,按常例推定)",
        "{name}: {value} (not stated, presumed)",
    ),
    "long.fact_implied": (
        "{name}:{value}(由事项推知)",
        "{name}: {value} (implied by the item)",
    ),
    "long.left_out": (
        "只看{day}及以前发布的文件,没有看:{documents}",
        "only documents issued by {day}; left out: {documents}",
    ),
    "long.nothing_left_out": (
        "只看{day}及以前发布的文件,与此有关的都看了",
        "only documents issued by {day}; of those that matter none is left out",
    ),
    "long.steps": ("用到的规则", "Rules used"),
    "long.rejected": ("为什么不是别处", "Why not elsewhere"),
    "long.path": ("流转路径", "Path"),
    "long.limits": ("时限", "Time limits"),
    "long.matter": (
        "法定事项:{matter};法定机关:{competent}",
        "matter: {matter}; decides by law: {competent}",
    ),
    "long.matter_says": (
        "法定事项:{matter};{competent}",
        "matter: {matter}; {competent}",
    ),
    "long.no_matter": (
        "法定机关:未能确定",
        "who decides by law: not determined",
    ),
    "long.statutory": (
        "事项本身的法定期限(不是答复诉求的时限):{period}",
        "statutory period of the matter (not of this request): {period}",
    ),
    "long.loop": (
        "闭环责任:{owner} 指定专人跟踪,答复企业后方可办结",
        "loop owner: {owner} names a tracker; no closing without an answer",
    ),
    "long.ladder": ("逐级上报:{way}", "escalates to: {way}"),
    "long.relied": (
        "答案只取决于:{facts}",
        "the answer rests on: {facts}",
    ),
    "long.ask": ("还需问清:{question}", "still to ask: {question}"),
    # boxes of requests
    "box.all": ("{title}:全部", "{title}: all"),
    "box.but": ("{title}:除{values}以外", "{title}: all but {values}"),
    "box.some": ("{title}:{values}", "{title}: {values}"),
    "box.within": ("{place}所辖各地", "every place within {place}"),
    "box.except": ("{place}(除{values})", "{place} (all but {values})"),
    "box.roughly": ("只写到{place}", "{place} and no nearer place"),
    "box.no_programme": ("未列入清单", "on none"),
    "box.ever": ("任何时候", "at any time"),
    "box.span": ("{start} 起至 {end} 前", "from {start} until before {end}"),
    "box.since": ("{start} 起", "since {start}"),
    "box.before": ("{end} 前", "before {end}"),
    # comparisons
    "diff.nothing": ("没有任何变化", "nothing moved"),
    "diff.moved": ("答案有变化的诉求", "Requests whose answer moved"),
    "diff.basis": ("机构不变、依据变化的诉求", "Same bodies, other basis"),
    "diff.rows": ("起止或修改的规则行", "Rows that began, ended or changed"),
    "diff.move": ("{aspect}:{before} → {after}", "{aspect}: {before} -> {after}"),
    "diff.rests": ("{aspect}:{after}", "{aspect}: {after}"),
    "diff.was": ("原:{why}", "before: {why}"),
    "diff.is": ("现:{why}", "after: {why}"),
    "diff.limit": (
        "{goal}:{count}{unit}({effect})",
        "{goal}: {count} {unit} ({effect})",
    ),
    "diff.not_timed": ("{goal}:不计时", "{goal}: not timed"),
    "diff.not_timed_as": ("{goal}:不计时({effect})", "{goal}: not timed ({effect})"),
    "diff.nobody": ("无", "none"),
    "diff.kind": ("{kind}({count} 个)", "{kind} ({count})"),
    "diff.body": ("{name}({id})", "{name} ({id})"),
    "diff.began": ("新增{table}:{names}{why}", "new in {table}: {names}{why}"),
    "diff.ended": ("终止{table}:{names}{why}", "ended in {table}: {names}{why}"),
    "diff.changed": ("修改{table}:{names}{why}", "changed in {table}: {names}{why}"),
    # why not, what if
    "why_not.is_lead": ("{name}正是主办机构", "{name} has the lead"),
    "why_not.is_handler": (
        "{name}是承办机关,主办为{lead}({why})",
        "{name} handles it; {lead} leads ({why})",
    ),
    "why_not.is_co_handler": ("{name}是协办机关", "{name} is a co-handler"),
    "why_not.not_there": (
        "{name}在 {day} 不存在",
        "{name} did not exist on {day}",
    ),
    "why_not.failed": (
        "{name}:规则 {rule} 不适用:{dimension}为“{actual}”,只适用于{allowed}({why})",
        "{name}: rule {rule} does not hold: {dimension} is “{actual}”, it covers"
        " {allowed} ({why})",
    ),
    "why_not.unknown": (
        "{name}:规则 {rule} 还缺一项信息:{dimension}({why})",
        "{name}: rule {rule} hangs on {dimension}, which is unknown ({why})",
    ),
    "why_not.beaten": (
        "{name}:规则 {rule} 让位于 {beaten_by}({why})",
        "{name}: rule {rule} gave way to {beaten_by} ({why})",
    ),
    "why_not.nearer": (
        "{name}:规则 {rule} 取最近的机构,此处是{other}({why})",
        "{name}: rule {rule} takes the nearest body, here {other} ({why})",
    ),
    "why_not.not_in_force": (
        "{name}:规则 {rule} 在 {day} 不生效({why})",
        "{name}: rule {rule} is not in force on {day} ({why})",
    ),
    "why_not.not_known": (
        "{name}:规则 {rule} 的文件当时尚未发布({why})",
        "{name}: the document of rule {rule} had not been issued then ({why})",
    ),
    "why_not.set_aside": (
        "{name}:规则 {rule} 已被本诉求搁置({why})",
        "{name}: rule {rule} is set aside by this request ({why})",
    ),
    "why_not.dead_end": (
        "{name}:规则 {rule} 适用,但没有路通到它({why})",
        "{name}: rule {rule} holds, but no way leads there ({why})",
    ),
    "why_not.conflict": (
        "{name}:规则 {rule} 适用,但与其他规则冲突({why})",
        "{name}: rule {rule} holds, but conflicts with another ({why})",
    ),
    "why_not.out_of_scope": (
        "{name}:这样的诉求在此不予受理,没有主办机构",
        "{name}: such requests are not taken here, nobody has the lead",
    ),
    "why_not.no_rule": (
        "{name}不是此类诉求的主办候选机构:没有规则提到它",
        "{name} is no candidate for the lead here: no rule names it",
    ),
    "why_not.asked": (
        "{name}:还缺一项信息,尚未分办:{question}",
        "{name}: not routed yet, one fact is missing: {question}",
    ),
    "what_if.change": (
        "若{dimension}由“{before}”改为“{after}”,{aspect}由{old}变为{new}",
        "if {dimension} were “{after}” instead of “{before}”, {aspect} would be {new}"
        " instead of {old}",
    ),
    "what_if.override": (
        "若依据充分理由搁置原则性规则 {after},{aspect}由{old}变为{new}",
        "if the principle {after} were set aside for a reason, {aspect} would be {new}"
        " instead of {old}",
    ),
    "what_if.nothing": (
        "没有哪一项单独的改动会改变答案(地区只试了同一省里的)",
        "no single change moves the answer (places of the same province were tried)",
    ),
    "what_if.unstated": ("未说明", "not stated"),
    "values.more": ("{text}等 {count} 项", "{text} ... ({count} in all)"),
    "ask.choices": ("(可选:{choices})", " (one of: {choices})"),
}
"""Code to (Chinese, English)."""
