"""Chinese descriptions of every field of a pack, for editors. Tests check that none is missing."""

from typing import Final

_LAW: Final = "法律登记册（laws.yaml）里的编号。"
_ARTICLE: Final = "第几条（整数）。"
_PARAGRAPH: Final = "第几款（整数）。"
_ITEM: Final = "第几项（整数）；没有条号时指附件或决定的项。"

MODELS: Final[dict[str, str]] = {
    "PackHeader": "pack.yaml：谁发布的清单、在哪里、从何时起有效、以什么为基础。",
    "PackSource": "这个规则包所转录的文件。",
    "RuleList": "一张清单：一个结论适用于其中的全部条目。",
    "Entry": "一个条目，即清单里的一行；文字照录原文，错字不改。",
    "Vocabulary": "别人提到这一条（或其中一款）时常用的词语。",
    "LegalBasis": "一部被引用的法律文件及其条款。",
    "Provision": "被引用的一处条款，以及已知的核对情况。",
    "ProvisionRef": "法律里的一处：条、款、项。",
    "Erratum": "更正：原文怎么写、应为什么、为什么。原文本身不改。",
    "ExceptionTo": "例外：本条在某个条件下准许另一条所禁止的事。",
    "Override": "覆盖：本条缩小或取代下层规则包的一条。",
    "Conflict": "冲突：另一条与本条矛盾。",
}

FIELDS: Final[dict[tuple[str, str], str]] = {
    ("PackHeader", "id"): "规则包编号：小写字母开头，只含小写字母、数字和连字符，如 jinji。",
    ("PackHeader", "version"): "版本号，三段数字，如 1.0.0；内容有变动就要加大。",
    ("PackHeader", "title"): "规则包名称。",
    ("PackHeader", "jurisdiction"): "适用的地方，如“重庆市金鸡镇”。",
    (
        "PackHeader",
        "level",
    ): "层级：country 全国、province 省市、county 区县、town 乡镇、village 村。",
    ("PackHeader", "source"): "所转录的文件。",
    ("PackHeader", "effective_from"): "生效日期，如 '2026-01-01'；不写表示未注明。",
    ("PackHeader", "effective_to"): "失效日期（含当日）；不写表示长期有效。",
    ("PackHeader", "builds_on"): "以哪些规则包为基础（上级的清单），写它们的编号。",
    ("PackHeader", "lists"): "清单文件名，按顺序，都在本文件夹里，如 neg.yaml。",
    ("PackSource", "document"): "文件标题，照录原文。",
    ("PackSource", "issuer"): "发布单位。",
    ("PackSource", "published"): "发布日期，如 '2023-06-01'。",
    ("RuleList", "list"): "清单编号：小写字母，如 neg、assist；条目编号以它开头。",
    ("RuleList", "title"): "清单名称，照录原文。",
    ("RuleList", "verdict"): (
        "结论：forbidden 禁止、assisting-duty 依法协助、self-governance 依法自治、"
        "allowed 可以办理、unlisted 清单外。"
    ),
    ("RuleList", "kind"): "说的是工作事项（task）还是证明事项（certificate）；不写是 task。",
    ("RuleList", "legal_basis"): "整张清单共同的法律依据；不写表示没有。",
    ("RuleList", "entries"): "各个条目，按原表顺序。",
    ("RuleList", "fallback"): "true 表示没有更低层级的同类清单时才用这一张。",
    ("Entry", "id"): "条目编号：清单编号、连字符、两位以上的序号。",
    ("Entry", "no"): "原表里的序号。",
    ("Entry", "category"): "原表里的类别，照录原文。",
    ("Entry", "title"): "事项或证明的名称，照录原文。",
    ("Entry", "aliases"): "原表括号里写明的别名。",
    ("Entry", "duties"): "依法协助政府工作的具体内容，一款一项。",
    ("Entry", "details"): "细化事项或具体工作内容，一款一项。",
    ("Entry", "requested_by"): "要求提供证明的单位。",
    ("Entry", "purpose"): "证明用途，照录原文。",
    ("Entry", "form"): "证明方式，照录原文。",
    ("Entry", "alternative"): "办事途径：不开证明时居民怎么办，照录原文。",
    ("Entry", "units"): "指导、主管或涉及的单位，一个一项。",
    ("Entry", "legal_basis"): "法律依据；没有查到法律的，写发布文件，origin 写 list。",
    ("Entry", "errata"): "对原文错漏的更正。",
    ("Entry", "exception_to"): "本条是哪些条目的例外。",
    ("Entry", "conflicts_with"): "与本条矛盾的条目。",
    ("Entry", "match"): "识别词语；列表的每一项对应整条或其中一款。",
    ("Entry", "examples"): "应当命中本条的例句；liststrict pack test 逐句检验。",
    ("Entry", "near_misses"): "相近但不应命中本条的例句；liststrict pack test 逐句检验。",
    ("Entry", "effective_from"): "本条开始生效的日期；不写同规则包。",
    ("Entry", "effective_to"): "本条最后有效的日期；不写同规则包。",
    ("Entry", "overrides"): "本条覆盖下层规则包的哪些条目。",
    ("Entry", "learned_as"): "所列条目没有载入时，由本条代表它们。",
    ("Override", "entry"): "被覆盖的条目，写成“规则包编号/条目编号”。",
    ("Override", "reason"): "覆盖的理由，必填。",
    ("Vocabulary", "clause"): "这些词语说的是第几款；不写表示整条。",
    ("Vocabulary", "names"): "一看就知道是这一条的说法。",
    ("Vocabulary", "objects"): "表示话题的词，如“违章建筑”。",
    ("Vocabulary", "acts"): "要求做的动作，如“拆除”。",
    ("Vocabulary", "purposes"): "用途，多用于证明。",
    ("Vocabulary", "actors"): "提出要求的或牵头的单位。",
    ("Vocabulary", "excludes"): "出现这些词，多半不是这一条。",
    ("LegalBasis", "law"): f"{_LAW}origin 为 list 时不写。",
    ("LegalBasis", "raw"): "原文里的引用，照录，如“《森林防火条例》第二十一条”。",
    ("LegalBasis", "version"): "所引用版本的日期，知道的话写，如 '2018-12-29'。",
    (
        "LegalBasis",
        "origin",
    ): "来源：source 原表所列，editorial 编者所加，list 没有查到法律、以发布文件为据。",
    ("LegalBasis", "provisions"): "引用的各处条款。",
    ("LegalBasis", "note"): "说明。",
    ("Provision", "article"): _ARTICLE,
    ("Provision", "paragraph"): _PARAGRAPH,
    ("Provision", "item"): _ITEM,
    ("Provision", "status"): (
        "核对情况：in-force 有效、superseded 已被取代、misnumbered 条号有误、"
        "unsupported 条文不支持、contrary 条文相反、unverified 未核。"
    ),
    (
        "Provision",
        "support",
    ): "条文支持到什么程度：direct 直接、indirect 间接、contrary 相反、unread 没有读到。",
    ("Provision", "now"): "现行对应的条款。",
    ("Provision", "note"): "说明。",
    ("ProvisionRef", "law"): _LAW,
    ("ProvisionRef", "article"): _ARTICLE,
    ("ProvisionRef", "paragraph"): _PARAGRAPH,
    ("ProvisionRef", "item"): _ITEM,
    ("Erratum", "field"): "哪个字段有错漏。",
    ("Erratum", "clause"): "第几款；只有一款或一段的不写。",
    ("Erratum", "source_has"): "原文写的是什么，照录。",
    ("Erratum", "meant"): "应当是什么。",
    ("Erratum", "why"): "为什么这样认为，如“错字”。",
    ("ExceptionTo", "entry"): "另一条的编号。",
    ("ExceptionTo", "when"): "在什么条件下。",
    ("Conflict", "entry"): "与之矛盾的条目编号。",
    ("Conflict", "note"): "矛盾到什么程度，以哪个为准。",
}
