import type { MessageName } from '../messages.ts';
import type { Explanation } from './kind.ts';

const SAFETY = 'SOP 页面经合并请求进入，在受信任的机器上构建：它们是数据，绝不是代码。';
const UNPARSED = '无法解析的内容就无法检查，因此既不发布，也不计入。';
const RAISE_VERSION =
  '提高版本号：处置结果可能不同时升主版本，新增或废止规则时升次版本，只改措辞时升补丁版本。';

/** The catalogue of messages for Mandarin readers. What `check` itself says stays English. */
export const MANDARIN: Readonly<Record<MessageName, Explanation>> = {
  'unreadable-file': {
    what: '某个内容文件无法打开。',
    why: '缺了它算出的数字会是错的，而且没人看得出来。',
    fix: '恢复该文件或其权限。',
  },
  'missing-file': {
    what: '内容文件夹缺少必不可少的文件。',
    why: '没有案件类型，任何规则都无处归属。',
    fix: '新建该文件，每个队列一项：id、prefix、name、owner、target、autoDecisionThreshold 和 slaMinutes。',
  },
  'unexpected-file': {
    what: '某个页面所在的位置不会被当作 SOP、译文或提案读取。',
    why: '没有人读得到它，作者却以为已经发布。',
    fix: '移动或改名为 sops/<case-type>/<slug>.mdx、sops/<case-type>/<slug>.zh-cn.mdx 或 proposals/<slug>.mdx。',
  },
  'link-out-of-content': {
    what: '符号链接指向内容文件夹之外。',
    why: '它会把构建机器上的文件发布出去。',
    fix: '用文件本身替换该链接。',
  },
  'file-too-large': {
    what: '页面大得不像是人写的。',
    why: '解析它可能让所有人的构建停住。',
    fix: '拆分该 SOP；大量材料放进链接的文档。',
  },
  'invalid-encoding': {
    what: '文件不是有效的 UTF-8。',
    why: '不同程序会读出不同的文字。',
    fix: '另存为 UTF-8。',
  },
  'control-character': {
    what: '文件含有控制字符，或不可见的文字方向切换符。',
    why: '审核者看到的文字与实际读取的文字会不一样。',
    fix: '删除该字符。',
  },
  'nesting-too-deep': {
    what: '页面嵌套之深不像是人写的。',
    why: '解析它可能让所有人的构建停住或崩溃。',
    fix: '减少列表、引文或括号的层级。',
  },
  'block-too-long': {
    what: '页面有一段没有空行的文字，长得不像是人写的。',
    why: '解析它可能让所有人的构建停住。',
    fix: '用空行分段，或拆分表格。',
  },
  'mdx-syntax': {
    what: '页面无法解析。',
    why: UNPARSED,
    fix: '字面的 `<` 写成 `&lt;`，字面的 `{` 写成 `\\{`；每个元素都要闭合；任何一行都不要以 `import` 或 `export` 开头。',
  },
  'yaml-syntax': {
    what: 'YAML 无法解析。',
    why: UNPARSED,
    fix: '含有 `: `、`#` 或 `@` 的值要加引号。',
  },
  'front-matter-missing': {
    what: '页面开头没有由两行三连字符夹着的页首字段。',
    why: '没有页首字段，页面就没有编号、负责人和日期。',
    fix: '文件以单独一行 `---` 开头，接着是页首字段，再以单独一行 `---` 结束。',
  },
  'front-matter-unclosed': {
    what: '页首字段有开头，没有结尾。',
    why: '无法分清哪些是字段，哪些是正文。',
    fix: '在最后一个字段之后单独写一行 `---`：三个连字符，不加其他内容。',
  },
  'front-matter-code': {
    what: '页首字段声明为 YAML 以外的语言。',
    why: '有些工具会把这样的页首字段当作代码运行。',
    fix: '只写 `---` 和 YAML。',
  },
  'front-matter-field': {
    what: '页首字段或设置文件中的某个字段缺失，或取了不允许的值。',
    why: '日期、状态和负责人决定什么在生效；猜出来的值会被当作制度发布。',
    fix: '更正或补上该字段。',
  },
  'unknown-field': {
    what: '有一个没有任何程序读取的字段。',
    why: '多半是拼写错误，它的值就悄悄丢了。',
    fix: '更正拼写或删除。',
  },
  'rule-attribute': {
    what: 'Rule 或 Covers 元素的某个属性缺失，或取了不允许的值。',
    why: '信息读不出来的规则不可能生效。',
    fix: '更正或补上该属性。',
  },
  'unknown-attribute': {
    what: 'Rule 或 Covers 元素有一个没有任何程序读取的属性。',
    why: '多半是拼写错误，它的值就悄悄丢了。',
    fix: '更正拼写或删除。',
  },
  'rule-misplaced': {
    what: 'Rule 写在别的元素里面，或 Covers 写在 Rule 外面。',
    why: '它不会被看作作者所指的规则或规则的措辞。',
    fix: '把它移到正确的位置。',
  },
  'covers-content': {
    what: 'Covers 元素里有内容。',
    why: '只读取它的 phrase，内容会丢失。',
    fix: '写成 `<Covers phrase="…" />`，把内容移到规则正文。',
  },
  'unfilled-prompt': {
    what: '生效中的 SOP 或审核中的提案还留有无人填写的提示，例如 `TODO:` 或 `[待填：…]`。',
    why: '照它办案或评审它的人，在应有规则的地方读到的是一个问题。',
    fix: '写上它要求的内容，或将其删除。',
  },
  'prompts-left': {
    what: '仍是草稿的提案里留有无人填写的提示。',
    why: '填写之前无法接受该提案。',
    fix: '填写完毕，再把 `status` 设为 `in-review`。',
  },
  'rule-empty': {
    what: '生效的规则没有正文。',
    why: '没有人能照着做；只有已废止的规则才可以没有正文。',
    fix: '写出正文，或废止该规则。',
  },
  'mdx-esm': {
    what: '页面含有 import 或 export 语句。',
    why: SAFETY,
    fix: '删除该语句；如果是正文，不要让一行以 `import` 或 `export` 开头。',
  },
  'mdx-expression': {
    what: '页面正文或属性中有 {表达式}。',
    why: SAFETY,
    fix: '直接写出值；字面的花括号写成 `\\{`。',
  },
  'mdx-spread': {
    what: '元素有展开属性。',
    why: SAFETY,
    fix: '把每个属性写成带引号的字符串。',
  },
  'unknown-component': {
    what: '页面使用了规定范围之外的组件或 HTML 元素。',
    why: SAFETY,
    fix: '改用 Markdown；字面的 `<` 写成 `&lt;`。',
  },
  'active-html': {
    what: '页面含有能执行动作的 HTML：script、style、iframe、form 等。',
    why: SAFETY,
    fix: '改用 Markdown；要把元素当文字展示，请放进行内代码。',
  },
  'event-handler': {
    what: '元素有事件处理属性。',
    why: SAFETY,
    fix: '删除该属性。',
  },
  'style-attribute': {
    what: '元素有 style 属性。',
    why: `${SAFETY}样式可以用假页面盖住真页面。`,
    fix: '删除该属性。',
  },
  'html-attribute': {
    what: '无害的 HTML 元素带有规定范围之外的属性。',
    why: SAFETY,
    fix: '删除该属性。',
  },
  'unsafe-url': {
    what: '链接、图片或链接定义的地址不是 http、https、mailto 或相对地址。',
    why: `${SAFETY}这样的地址可以在读者的浏览器里运行代码，或不知不觉地带出本站。`,
    fix: '使用 https 地址，或相对于页面的路径。',
  },
  'markup-in-text': {
    what: '页首字段的纯文本字段或某个属性含有标记或 {表达式}。',
    why: SAFETY,
    fix: '写普通文字：写“低于 500”，不写“<500”。',
  },
  'attribute-not-string': {
    what: '某个属性没有值。',
    why: '每个属性都是普通字符串；没有值的属性，有的程序当作真，有的当作空。',
    fix: '写成 `name="value"`。',
  },
  'attribute-repeated': {
    what: '一个元素的同一属性出现两次。',
    why: '审核者可能看到一个，构建却读取另一个。',
    fix: '删除其中一个。',
  },
  'duplicate-rule': {
    what: '两条规则用了同一个编号。',
    why: '引用该编号时，指的可能是任何一条。',
    fix: '给较新的规则换成下一个空闲编号。',
  },
  'duplicate-sop': {
    what: '两份 SOP 或两份提案用了同一个编号。',
    why: '凡是提到该编号的地方，指的可能是任何一份。',
    fix: '给较新的一份换成下一个空闲编号。',
  },
  'duplicate-entry': {
    what: 'case-types.yaml 或 glossary.yaml 中有两项的编号、前缀或别名相同。',
    why: '案件或规则可能归属任何一项。',
    fix: '修改或删除其中一项。',
  },
  'case-type-missing': {
    what: '五种必备案件类型缺了一种。',
    why: '它的案件会因案件类型未知而被拒收。',
    fix: '在 case-types.yaml 中补上。',
  },
  'unknown-case-type': {
    what: '写了 case-types.yaml 里没有的案件类型。',
    why: '该 SOP 或规则在任何地方都不适用。',
    fix: '更正编号，或新增该案件类型。',
  },
  'case-type-folder': {
    what: 'SOP 的案件类型与所在文件夹不一致。',
    why: '负责人在一个队列找它，覆盖率却计入另一个队列。',
    fix: '移动文件，或更正 `caseType`。',
  },
  'rule-prefix': {
    what: '规则的前缀不是其 SOP 案件类型的前缀。',
    why: '编号指向的队列不是它管辖的队列。',
    fix: '换成前缀正确的编号，或移动该规则。',
  },
  'date-order': {
    what: '规则的日期互相矛盾。',
    why: '规则将永远不会生效，或修订早于生效。',
    fix: '更正两个日期中错的那个。',
  },
  'revised-missing': {
    what: '规则已不是第一版，却没写从何时起修订。',
    why: '不知道修订日期，就无法判断对旧修订版的引用。',
    fix: '加上 `revised`，写明新修订版生效的日期。',
  },
  'revision-missing': {
    what: '规则写了修订日期，却仍是第一版。',
    why: '引用要写明修订版，而这一版没有自己的号。',
    fix: '加上 `revision="2"`，或删除 `revised`。',
  },
  'replaced-by-unknown': {
    what: '规则的替代规则不存在。',
    why: '对已废止规则的引用无处可去。',
    fix: '更正编号，或删除 `replacedBy`。',
  },
  'replaced-by-cycle': {
    what: '替代关系绕成一圈。',
    why: '圈里没有一条规则说明现在以什么为准。',
    fix: '删除生效规则上的 `replacedBy`。',
  },
  'replaced-not-retired': {
    what: '规则有替代规则，却没有废止。',
    why: '两条规则会同时生效。',
    fix: '加上 `retired`，写明替代规则接替的日期；或删除 `replacedBy`。',
  },
  'proposal-sop-unknown': {
    what: '提案要补充的 SOP 不存在。',
    why: '采纳时无处可放。',
    fix: '更正 `sop`，或写 `new`。',
  },
  'proposal-rule-taken': {
    what: '未决提案使用了某份 SOP 或另一份未决提案已有的规则编号。',
    why: '编号永不重复使用，采纳时会冲突。',
    fix: '给拟议规则换成下一个空闲编号。',
  },
  'proposal-unwritten': {
    what: '提案标为已接受，其规则却不在任何 SOP 中。',
    why: '读者把它当作制度，而这条规则并不约束任何人。',
    fix: '把 `status` 改回 `in-review`，再运行 `npm run -s sop -- accept`，由它把规则写入 SOP。',
  },
  'gap-prefix-unknown': {
    what: '某项决定所指缺口的前缀不属于任何案件类型。',
    why: '任何一次计算都不会找到这样的缺口，该决定不起作用。',
    fix: '从缺口页面复制 ID。',
  },
  'gap-scattered': {
    what: '某项决定针对的是一个案件类型的零散措辞。',
    why: '零散措辞是未归入任何主题的步骤：一项决定会遮住以后出现的其他情形。',
    fix: '删除该决定；只对有自身措辞的缺口作决定。',
  },
  'decision-in-future': {
    what: '关于缺口的决定，日期晚于今天。',
    why: '在那一天之前出现的案件不会算作新增，缺口会一直显示为已关闭。',
    fix: '写明作出决定的日期。',
  },
  'decision-proposal-unknown': {
    what: '关于缺口的决定写了不存在的提案，或属于另一个缺口的提案。',
    why: '读者按它查找，找不到能关闭该缺口的提案。',
    fix: '改正 `proposal`，或将其删除。',
  },
  'unknown-rule-mention': {
    what: '正文提到了不存在的规则。',
    why: '审核员照着找，什么也找不到。',
    fix: '更正编号，或写出该规则。',
  },
  'retired-rule-mention': {
    what: '生效规则的正文把读者引向已废止的规则。',
    why: '审核员会按不再有约束力的规则处置。',
    fix: '改为写明替代它的规则。',
  },
  'unknown-sop-mention': {
    what: '正文提到了不存在的 SOP 或提案。',
    why: '审核员照着找，什么也找不到。',
    fix: '更正编号。',
  },
  'broken-link': {
    what: '库内链接指向不存在的页面。',
    why: '审核员点进去，什么也找不到。',
    fix: '链接到存在的文件（`../ato-investigation/new-device-login.mdx`），或直接写规则编号：编号会自动变成链接。',
  },
  'translation-orphan': {
    what: '译文没有对应的英文原文。',
    why: '英文是源语言；只有译文不会发布。',
    fix: '恢复或改名英文文件，或删除译文。',
  },
  'translation-orphan-rule': {
    what: '译文中有英文原文没有的规则。',
    why: '它不会在任何地方发布。',
    fix: '更正其编号，或删除。',
  },
  'translation-facts': {
    what: '译文中的规则带有正文以外的信息。',
    why: '这些信息只从英文文件读取，写在这里会被忽略。',
    fix: '在这里删除该属性，写到英文文件中。',
  },
  'translation-covers': {
    what: '译文中有 Covers 元素。',
    why: '它有效，但规则的信息集中在一处更便于审阅。',
    fix: '移到英文文件的该规则中。',
  },
  'translation-missing': {
    what: 'SOP 没有中文译文。',
    why: '一半读者只能看到英文页面，或什么也看不到。',
    fix: '在旁边加上译文。',
  },
  'translation-rule-missing': {
    what: '生效的规则不在其 SOP 的译文中。',
    why: '一半读者找不到自己语言的这条规则。',
    fix: '在译文中加上该编号的 <Rule>。',
  },
  'translation-unconfirmed': {
    what: '没有指纹说明译文译自哪一版英文。',
    why: '译文落后了也没人发现。',
    fix: '与英文规则核对，然后对该文件运行 `npm run -s sop -- fingerprint`。',
  },
  'translation-outdated': {
    what: '英文规则在翻译之后又改过。',
    why: '两种语言的读者可能作出不同处置。',
    fix: '更新译文，然后对该文件运行 `npm run -s sop -- fingerprint`。',
  },
  'translation-fingerprint-unused': {
    what: '记录了指纹，译文中却没有那条规则。',
    why: '它声称译好的内容并不存在。',
    fix: '对该文件运行 `npm run -s sop -- fingerprint`，它会去掉该指纹；或补上该规则。',
  },
  'value-differs': {
    what: '两种语言的数字、时长、比例或金额不一致。',
    why: '两名审核员按同一条规则会得出两个答案。',
    fix: '查明哪一个才是制度，更正另一个；英文是源语言。',
  },
  'outcome-differs': {
    what: '“处置”一节中加粗的结果在两种语言中不一致。',
    why: '两名审核员按同一条规则会对同一案件作出不同处置。',
    fix: '查明哪一个才是制度，更正另一个；英文是源语言。',
  },
  'code-differs': {
    what: '字段名、信号代码或原因代码在两种语言中不一致。',
    why: '被翻译或写错的代码查不到。',
    fix: '照英文写代码。',
  },
  'claim-decided': {
    what: '缺口仍标为已认领，但其提案已采纳或已驳回。',
    why: '读者以为有人在处理，实际上没有。',
    fix: '删除该决定，或写明理由将缺口标为已忽略。',
  },
  'dismissed-proposed': {
    what: '缺口已忽略，却还有针对它的提案未结。',
    why: '一处说无需规则，另一处却在提议规则。',
    fix: '驳回该提案，或改为认领该缺口。',
  },
  'review-overdue': {
    what: '生效的 SOP 已过复审日期。',
    why: '此后没有人确认它仍符合队列遇到的情况。',
    fix: '结合最近的案件复审，再设定下一个 `reviewBy`；只改日期不算复审。',
  },
  'covers-empty': {
    what: 'Covers 的措辞去掉数字和符号后什么都不剩。',
    why: '它什么也匹配不到。',
    fix: '写出能把这种情形与其他情形区分开的词。',
  },
  'covers-broad': {
    what: 'Covers 的措辞太短，会出现在不相干的步骤里。',
    why: '规则没有说明的步骤会被算作已覆盖。',
    fix: '补上能把这种情形与其他情形区分开的词。',
  },
  'covers-repeated': {
    what: '规则把同一措辞列了两次，或列了已被本规则另一措辞涵盖的措辞。',
    why: '较长的那个不起作用。',
    fix: '删除其中一个。',
  },
  'covers-overlap': {
    what: '一条规则的措辞出现在另一条适用于同一案件类型的规则的措辞中。',
    why: '一个步骤会同时算作两条规则，没人说得清由哪条管。',
    fix: '把措辞留给它所指的规则，或把两个都写长一些。',
  },
  'signal-shared': {
    what: '两条生效规则管辖同一案件类型的同一信号，又互不提及。',
    why: '审核员遇到该信号时有两个答案，却没有先后。',
    fix: '在正文中写明另一条规则并说明以哪条为准，或从其中一条去掉该信号。',
  },
  'glossary-avoided': {
    what: '正文用了术语表要求避免的词。',
    why: '读者会把两个词当成两件事。',
    fix: '使用术语表中的术语。',
  },
  'glossary-untranslated': {
    what: '英文规则用了某个术语，译文却没有用它的任何中文写法。',
    why: '搜索该术语的读者找不到这条规则。',
    fix: '使用术语表中的写法，或把译文的写法加入术语表。',
  },
  'effective-changed': {
    what: '规则的生效日期变了。',
    why: '它是规则首次具有约束力的日期；改了它，过去的案件会被重新判定。',
    fix: '恢复原日期。新修订版用 `revision` 和 `revised` 表示。',
  },
  'rule-removed': {
    what: '规则被整条删除，没有留下废止记录。',
    why: '过去和将来对它的引用都会变成编号不存在，而编号看起来像是空闲的。',
    fix: '保留 `<Rule id="…" title="…" effective="…" retired="…" />`；有规则接替时加上 `replacedBy`。',
  },
  'rule-reused': {
    what: '旧规则的编号现在指另一条规则。',
    why: '对旧规则的引用会算到这条规则头上。',
    fix: '给新规则换成下一个空闲编号，旧规则作为废止记录保留。',
  },
  'rule-revived': {
    what: '已废止的规则又生效了。',
    why: '中间这段时间会丢失，过去的案件会被重新判定。',
    fix: '保持废止，另写一条新规则。',
  },
  'revision-lowered': {
    what: '规则的修订号变小了。',
    why: '引用要写明修订版；同一个号会指两份文字。',
    fix: '恢复原号，或从最大的号继续往上加。',
  },
  'version-missing': {
    what: 'SOP 的规则变了，版本号没变。',
    why: '读者和过去的案件分不清两份文字。',
    fix: RAISE_VERSION,
  },
  'version-lowered': {
    what: 'SOP 的版本号变小了。',
    why: '读者会把旧文字当成新文字。',
    fix: '恢复原版本号，或从最大的版本号继续往上加。',
  },
  'version-level': {
    what: 'SOP 版本号的提升幅度低于改动所要求的。',
    why: '只关注主版本的人会错过处置结果可能不同的改动。',
    fix: RAISE_VERSION,
  },
  'revision-unraised': {
    what: '规则的数值或处置结果变了，修订号没变。',
    why: '处置结果可能不同，而引用说不清依据的是哪份文字。',
    fix: '提高 `revision`，并把 `revised` 设为新数值生效的日期；如果只是措辞，请保持数值不变。',
  },
  'revision-doubtful': {
    what: '规则里可能是数字的词变了，例如 both，修订号没变。',
    why: '如果处置结果可能不同，引用就说不清依据的是哪份文字。',
    fix: '如果处置结果可能不同，请提高 `revision` 并写明 `revised`；否则不用改。',
  },
  'retired-unreplaced': {
    what: '规则被废止，却没有写明由哪条规则接替。',
    why: '引用它的 ROCA 和审核员不知道该看哪条，它覆盖的步骤也失去规则。',
    fix: '用 `replacedBy` 写明接替的规则；确实没有规则接替时才留空。',
  },
  'revised-unchanged': {
    what: '规则的修订号提高了，`revised` 没变。',
    why: '两个日期之间的案件会按错误的修订版判定。',
    fix: '把 `revised` 设为新修订版生效的日期。',
  },
};
