"""
Make the ledger of the demo: invented questions, kept as offices keep them.

The workbook is messy on purpose: title rows merged over the columns, headers in
the words of an office, dates in five forms, cells merged over rows, a duplicate, a
missing question, a hostile cell, a total at the end. Every company and every
question is invented.

Run it with the path to write::

    python examples/make_demo_ledger.py src/regservice/demo/ledger.xlsx
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import Final

import xlsxwriter

TITLE: Final = "生物医药产品注册指导服务工作站诉求登记台账(虚构示例)"
UNIT: Final = "填报单位:示例工作站    填报人:示例    全部企业名称与诉求均为虚构"
HEADERS: Final = (
    "序号",
    "登记日期",
    "单位名称",
    "主体类型",
    "企业所在区",
    "产品类别",
    "问题描述",
    "难易",
    "来源渠道",
)

Cell = str | int | dt.date
Row = tuple[Cell, str, str, str, str, str, str, str]

ROWS: Final[tuple[Row, ...]] = (
    # date, company, applicant, place, product, question, difficulty, channel
    (dt.date(2026, 3, 2), "示例器械01", "企业", "徐汇区", "医疗器械", "二类医疗器械延续注册要提前多久提交?", "", "工作站"),
    (dt.date(2026, 3, 2), "示例器械02", "企业", "徐汇区", "器械", "三类植入器械首次注册,动物试验设计遇到技术难题,希望协调专家", "复杂", "工作站"),
    ("2026.3.2", "示例制药01", "企业", "浦东新区", "药品", "药品再注册需要准备哪些材料", "", "工作站"),
    ("2026/3/2", "示例制药02", "企业", "浦东新区", "药品", "创新药临床试验申请前想做沟通交流,关键终点的选择有争议", "", "走访"),
    ("3月3日", "示例生物01", "企业", "闵行区", "", "体外诊断试剂延续注册时注册证已过期怎么办", "", "热线"),
    ("3月3日", "示例生物02", "企业", "闵行区", "医疗器械", "第一类医疗器械备案去哪里办理", "", "工作站"),
    (46084, "示例美妆01", "企业", "奉贤区", "化妆品", "普通化妆品备案需要哪些资料", "", "工作站"),
    (46084, "示例美妆02", "企业", "奉贤区", "化妆品", "化妆品新原料注册的毒理学试验要求有分歧,希望组织专家论证", "疑难", "座谈会"),
    ("2026年3月4日", "示例器械03", "企业", "嘉定区", "医疗器械", "二类医疗器械变更注册中生产地址变化怎么办理", "", "工作站"),
    ("2026年3月4日", "示例器械04", "企业", "嘉定区", "医疗器械", "二类有源器械注册被发补,补正意见与检验报告结论不一致", "", "工作站"),
    (dt.date(2026, 3, 5), "示例制药03", "企业", "金山区", "药品", "药品生产许可证增加生产范围的办理流程是什么", "", "工作站"),
    (dt.date(2026, 3, 5), "示例制药04", "企业", "金山区", "药品", "B证企业跨省委托生产,受托方所在省意见迟迟未出,请协调", "复杂", "走访"),
    ("2026-3-5", "示例器械05", "企业", "松江区", "医疗器械", "第二类医疗器械经营备案要什么条件", "", "网上"),
    ("2026-3-5", "示例器械06", "企业", "松江区", "医疗器械", "三类医疗器械经营许可(批发)现场核查后多次退回,请求协调", "复杂", "热线"),
    ("20260306", "示例医药07", "企业", "宝山区", "药品", "药品零售连锁总部的经营许可归谁批", "", "工作站"),
    ("20260306", "示例医药08", "企业", "宝山区", "药品", "药品批发许可变更仓库地址,历史遗留的产权问题无法解决", "", "工作站"),
    (dt.date(2026, 3, 6), "示例器械09", "企业", "普陀区", "医疗器械", "医疗器械网络销售要不要办告知手续", "", "工作站"),
    (dt.date(2026, 3, 6), "示例器械10", "企业", "长宁区", "医疗器械", "进口二类医疗器械首次注册应该向哪个部门申请", "", "工作站"),
    ("3月9日", "示例生物03", "企业", "青浦区", "药品", "细胞治疗产品临床试验申请的资料模板在哪里下载", "", "网上"),
    ("3月9日", "示例生物04", "企业", "青浦区", "药品", "基因治疗产品拟申请突破性治疗,全球首个,技术难题较多", "", "走访"),
    (dt.date(2026, 3, 9), "示例制药05", "企业", "临港新片区", "药品", "临床急需进口药品的申请流程是什么", "", "工作站"),
    (dt.date(2026, 3, 9), "示例器械11", "企业", "临港", "医疗器械", "三类医疗器械想申请国家创新程序,需要哪些材料", "", "工作站"),
    (dt.date(2026, 3, 10), "示例器械12", "企业", "黄浦区", "医疗器械", "二类医疗器械延续注册要提前多久提交", "", "热线"),
    (dt.date(2026, 3, 10), "示例制药06", "企业", "静安区", "药品", "注册检验的样品量有争议,希望复核", "复杂", "热线"),
    ("2026.3.10", "示例美妆03", "企业", "虹口区", "化妆品", "化妆品生产许可证延续怎么办理", "", "工作站"),
    ("2026.3.10", "示例医药09", "企业", "杨浦区", "药品", "药品零售许可证换证需要哪些材料", "", "工作站"),
    ("2026.3.11", "示例医药10", "企业", "崇明区", "医疗器械", "第二类医疗器械经营备案变更库房怎么办", "", "工作站"),
    (dt.date(2026, 3, 11), "示例医院01", "医院", "徐汇区", "药品", "医疗机构制剂品种备案的流程是什么", "", "走访"),
    (dt.date(2026, 3, 11), "示例大学01", "高校", "闵行区", "医疗器械", "科研成果转化的有源器械如何申请分类界定", "", "走访"),
    (dt.date(2026, 3, 12), "示例协会01", "协会", "浦东新区", "", "希望组织一次医疗器械法规培训,如何报名", "", "来函"),
    (dt.date(2026, 3, 12), "示例器械13", "企业", "浦东新区", "医疗器械", "提交之后怎么查询审评进度", "", "网上"),
    (dt.date(2026, 3, 12), "示例器械14", "企业", "嘉定区", "医疗器械", "骨科植入物不良事件报告的时限是多少", "", "工作站"),
    ("3月13日", "示例制药07", "企业", "奉贤区", "药品", "药品年度报告什么时候提交", "", "工作站"),
    ("3月13日", "示例制药08", "企业", "奉贤区", "药品", "上市后药学变更属于重大还是中等,内部意见有分歧,需要专家沟通", "", "走访"),
    (dt.date(2026, 3, 13), "示例美妆04", "企业", "松江区", "化妆品", "进口普通化妆品备案由哪个部门办理", "", "工作站"),
    (dt.date(2026, 3, 13), "示例器械15", "企业", "普陀区", "药械组合", "含药敷料的产品属性界定向谁申请", "", "工作站"),
    (dt.date(2026, 3, 16), "示例器械16", "企业", "宝山区", "医疗器械", "临床试验备案在哪个系统填报", "", "网上"),
    (dt.date(2026, 3, 16), "示例器械17", "企业", "青浦区", "医疗器械", "二类创新医疗器械程序的申请条件是什么", "", "工作站"),
    (dt.date(2026, 3, 16), "示例消费01", "个人", "徐汇区", "药品", "举报附近一家药店销售过期药品", "", "热线"),
    (dt.date(2026, 3, 16), "示例制药09", "企业", "金山区", "药品", "生物医药产业扶持政策的申报条件是什么", "", "工作站"),
    # the untidy end
    (dt.date(2026, 3, 2), "示例器械01", "企业", "徐汇区", "医疗器械", "二类医疗器械延续注册要提前多久提交?", "", "工作站"),
    (dt.date(2026, 3, 17), "示例器械18", "企业", "徐汇区", "医疗器械", "", "", "工作站"),
    (dt.date(2026, 3, 17), "示例器械19", "企业", "", "医疗器械", "二类医疗器械注册收费标准是多少", "", "热线"),
    (dt.date(2026, 3, 17), "示例器械20", "企业", "徐汇", "医疗器械", '=HYPERLINK("#x","点我")&"二类医疗器械首次注册需要哪些材料"', "", "网上"),
    ("三月十七", "示例器械21", "企业", "长宁区", "医疗器械", "二类医疗器械首次注册需要哪些材料", "", "工作站"),
    (dt.date(2026, 3, 17), "示例器械22", "企业", "天府新区", "医疗器械", "第一类医疗器械备案去哪里办理", "", "网上"),
    (dt.date(2026, 3, 17), "示例个人02", "个人", "徐汇区", "", "今天食堂的汤有点咸", "", "网上"),
)  # fmt: skip
"""The rows of the demo; every company and every question is invented."""


def main(path: str) -> None:
    """Write the workbook to *path*."""
    book = xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": TITLE, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed stamp
    sheet = book.add_worksheet("诉求台账")
    heading = book.add_format({"bold": True, "align": "center", "font_size": 14})
    head = book.add_format({"bold": True, "border": 1})
    date = book.add_format({"num_format": "yyyy/m/d"})
    last = len(HEADERS) - 1
    sheet.merge_range(0, 0, 0, last, TITLE, heading)
    sheet.merge_range(1, 0, 1, last, UNIT)
    sheet.write_row(3, 0, HEADERS, head)
    for number, row in enumerate(ROWS, 1):
        line = number + 3
        sheet.write_number(line, 0, number)
        for column, cell in enumerate(row, 1):
            if isinstance(cell, dt.date):
                sheet.write_datetime(line, column, cell, date)
            elif isinstance(cell, int):
                sheet.write_number(line, column, cell)
            elif cell:
                sheet.write_string(line, column, cell)
    # One cell for the district of two rows, as people merge them.
    sheet.merge_range(4, 4, 5, 4, "徐汇区")
    end = len(ROWS) + 4
    sheet.merge_range(end, 0, end, 1, "合计")
    sheet.write_formula(end, 2, f"=COUNTA(C5:C{end})", None, len(ROWS))
    book.close()


if __name__ == "__main__":
    main(sys.argv[1])
