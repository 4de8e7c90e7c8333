"""Powers over admission, the file and belongings. Registering a person is a power of base/people."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "reception.view"
EXPECT = "reception.expect"
CHECK = "reception.check"
SEARCH = "reception.search"
EXAMINE = "reception.examine"
MEDICAL = "reception.medical"
STEP = "reception.step"
IDENTITY = "identity.check"
FILE_VIEW = "file.view"
FILE_ADD = "file.add"
FILE_WITHDRAW = "file.withdraw"
PROPERTY = "property.keep"
CARD = "card.print"

declare(
    PowerEntry(
        VIEW, "查阅收押与出监业务", "Read admissions and releases", "《监狱法》第二十三条、第三十一条至第三十七条", "person",
        "只为履行职责查阅。", "Read only for one's duty.",
    ),
    PowerEntry(
        EXPECT, "登记待收押人员", "Register an expected arrival", "《监狱法》第三十一条", "place",
        "依公安机关、人民法院的通知登记；核对送交期限。", "Register from the notice of the police or court; watch the time for delivery.",
    ),
    PowerEntry(
        CHECK, "审核收押文书", "Check the papers of admission", "《监狱法》第三十二条", "place",
        "文书不全的由人民法院补充；可能错误收监的书面说明理由不予收监，并抄送人民检察院；人民检察院书面不同意的应当收监。",
        "Incomplete papers go back to the court; a risk of wrongful admission is refused in writing with reasons and a copy to the procuratorate, "
        "whose written disagreement obliges admission.",
    ),
    PowerEntry(
        SEARCH, "检查人身和携带物品", "Search body and belongings on entry", "《监狱法》第三十三条", "person",
        "女犯由女性人民警察检查；物品逐件登记并由本人签名；违禁品没收。",
        "Women are searched by women officers only; every item is listed and signed by the person; contraband is confiscated.",
    ),
    PowerEntry(
        EXAMINE, "入监健康检查", "Examine health on entry", "《监狱法》第三十四条、第三十五条", "person",
        "逐项询问并记录伤、残、病；符合暂予监外执行条件的提出书面意见。",
        "Ask about and record injuries, disability and illness; propose service outside prison in writing where its conditions are met.",
    ),
    PowerEntry(
        MEDICAL, "查阅入监健康检查内容", "Read the words of an entry examination",
        "《监狱法》第三十四条；《个人信息保护法》第二十八条至第三十二条", "person",
        "只为医疗或者法律监督查阅，每次留痕；不得用于考核、处罚。",
        "Read only for care or legal supervision, each time kept; never used for points or penalties.",
    ),
    PowerEntry(
        STEP, "办理收押事项", "Do the steps of admission", "《监狱法》第二十九条、第三十五条、第三十七条；司法部令第79号", "person",
        "按期办理，写明结果；以本人能够理解的语言告知；通知家属或者监护人，无法通知的通知居（村）民委员会。",
        "In time and with its output; tell in a language understood; notify family or guardian, else the residents' or villagers' committee.",
    ),
    PowerEntry(
        IDENTITY, "核查身份（三假）", "Check identity", "《监狱法》第三十二条、第三十五条；内部规则：三假身份核查", "person",
        "逐项核对；有疑点的立即登记，明确责任人和期限，查清后更正。",
        "Compare item by item; register a doubt at once with an owner and a day; correct the record when it is established.",
    ),
    PowerEntry(
        FILE_VIEW, "查阅罪犯电子档案", "Read a personal file",
        "《监狱法》第三十五条；《个人信息保护法》第二十八条至第三十二条", "person",
        "只为履行职责查阅，每次留痕；不得复制外传。", "Read only for one's duty, each time kept; never copy or pass it on.",
    ),
    PowerEntry(
        FILE_ADD, "归档", "Add to a personal file", "《监狱法》第三十五条；罪犯档案管理规定", "person",
        "材料齐全、真实，逐件编号；注明来源和页数。", "Complete and true; numbered one by one, with source and pages.",
    ),
    PowerEntry(
        FILE_WITHDRAW, "撤出档案材料", "Withdraw an item from a file", "《监狱法》第三十五条；罪犯档案管理规定", "person",
        "写明理由；撤出的材料保留原号和内容，可以查阅。", "Give the reason; what is withdrawn keeps its number and content and can still be read.",
    ),
    PowerEntry(
        PROPERTY, "保管和发还罪犯物品", "Keep and return belongings", "《监狱法》第三十三条、第七十五条", "person",
        "账物相符，妥善保管；经本人同意方可交亲属；出监时当面发还。",
        "Books and shelves agree; to relatives only with the person's consent; returned in person on release.",
    ),
    PowerEntry(
        CARD, "打印罪犯信息卡", "Print a prisoner card", "《监狱法》第三十五条；内部规则：罪犯信息卡", "person",
        "只载履职必需的内容；病情不上卡；作废的收回销毁。",
        "Only what duty needs; no illness on the card; an old one is taken back and destroyed.",
    ),
)  # fmt: skip
