<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Again</name>
    <message>
        <source>The backup of {when} was put back; what stood here before is a backup now</source>
        <translation>{when} 的备份已恢复；恢复前的内容已另存为备份</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Backups on this laptop</source>
        <translation>本机备份</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message numerus="yes">
        <source>and %n older one(s)</source>
        <translation>
            <numerusform>还有 %n 份更早的</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished visits after it will be missing here; what stands now is kept as a backup first, drafts stay. This laptop becomes a new device, and the office has to take it in again if it belongs to a register.</source>
        <translation>此后完成的走访这里会缺；现状会先另存为备份，草稿保留。本机将成为新设备；若属于某登记册，需由办公室重新接入。</translation>
    </message>
    <message>
        <source>Put back the backup of {when}?</source>
        <translation>恢复 {when} 的备份吗？</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>恢复</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 次走访</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Made, and proved by opening it</source>
        <translation>已做好，并打开核对过</translation>
    </message>
    <message>
        <source>Made by itself on the first opening of each day, before an import and before a newer program, encrypted like the data, without photos. They help against damage, not against a lost laptop: hand over by stick for that.</source>
        <translation>每天第一次打开时、导入之前和换用新版程序之前自动做好，与数据同样加密，不含照片。能防损坏，不能防电脑丢失：请用 U 盘交回。</translation>
    </message>
</context>
<context>
    <name>Duplicates</name>
    <message>
        <source>same identity number</source>
        <translation>身份证号相同</translation>
    </message>
    <message>
        <source>same household code</source>
        <translation>户编号相同</translation>
    </message>
    <message>
        <source>same door</source>
        <translation>门牌相同</translation>
    </message>
    <message>
        <source>same name and birth date</source>
        <translation>姓名、出生日期相同</translation>
    </message>
    <message>
        <source>same name and phone</source>
        <translation>姓名、电话相同</translation>
    </message>
    <message>
        <source>same name and door</source>
        <translation>姓名、门牌相同</translation>
    </message>
    <message>
        <source>names sound alike, same birth date</source>
        <translation>姓名读音相近、出生日期相同</translation>
    </message>
    <message>
        <source>Possible duplicates</source>
        <translation>疑似重复</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Looking through the register</source>
        <translation>正在查找</translation>
    </message>
    <message numerus="yes">
        <source>%n possible pair(s)</source>
        <translation>
            <numerusform>%n 对疑似重复</numerusform>
        </translation>
    </message>
    <message>
        <source>Names, numbers, doors and birth dates were compared</source>
        <translation>已比较姓名、证号、门牌和出生日期</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>没有重复</translation>
    </message>
    <message>
        <source>They are two</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Hidden and merged</source>
        <translation>已隐藏和已合并</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message numerus="yes">
        <source>%n made one with another. All stay in the history.</source>
        <translation>
            <numerusform>已合并 %n 条，历史全部保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n made two again</source>
        <translation>
            <numerusform>已分开 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow</source>
        <translation>
            <numerusform>后面还有 %n 对</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare them</source>
        <translation>对照合并</translation>
    </message>
    <message>
        <source>Make all of them one</source>
        <translation>全部合并</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) have the same valid identity number</source>
        <translation>
            <numerusform>有 %n 对身份证号相同且有效</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HiddenPage</name>
    <message>
        <source>Hidden and merged</source>
        <translation>已隐藏和已合并</translation>
    </message>
    <message>
        <source>Nothing is ever deleted: what is here can come back</source>
        <translation>什么都不会删除：这里的都可以恢复</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>没有隐藏的条目</translation>
    </message>
    <message>
        <source>Made one with another</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复显示</translation>
    </message>
</context>
<context>
    <name>Hiding</name>
    <message>
        <source>Bring back</source>
        <translation>恢复显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>MergeField</name>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Type what is right</source>
        <translation>填写正确的内容</translation>
    </message>
</context>
<context>
    <name>MergePanel</name>
    <message>
        <source>Back, change nothing</source>
        <translation>返回，不做改动</translation>
    </message>
    <message>
        <source>They are two</source>
        <translation>不是同一个</translation>
    </message>
    <message>
        <source>Make them one</source>
        <translation>合并为一个</translation>
    </message>
    <message>
        <source>Show numbers in full</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Becomes one with it</source>
        <translation>并入左边</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Take all of it</source>
        <translation>全部用这一边</translation>
    </message>
    <message>
        <source>{list}: {count}</source>
        <translation>{list} {count} 条</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>走访 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing else names the one at the right</source>
        <translation>没有其他记录关联右边这一条</translation>
    </message>
    <message>
        <source>Goes along to the one that stays: {what}</source>
        <translation>一并转到保留的那一条：{what}</translation>
    </message>
    <message>
        <source>Photo cannot be read</source>
        <translation>照片读不出来</translation>
    </message>
    <message>
        <source>The same in both</source>
        <translation>两边相同</translation>
    </message>
</context>
<context>
    <name>NewSecret</name>
    <message>
        <source>Passphrase, or a PIN of 6 digits or more</source>
        <translation>口令，或至少 6 位的数字</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>A PIN stops whoever sits down at this laptop. A few words that nobody would guess also stop whoever takes the disk out.</source>
        <translation>数字口令能拦住坐到电脑前的人；几个别人猜不到的词还能拦住拆走硬盘的人。</translation>
    </message>
    <message>
        <source>Without: these data need no protection</source>
        <translation>不设口令：这些数据不需要保护</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>A copy is open in another program. It is removed when this window is locked or closed; what that program keeps is its own.</source>
        <translation>副本已在别的程序中打开，本窗口锁定或关闭时删除；那个程序自己留存的不在此列。</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Whoever forgets the passphrase gets in again with this code, and with nothing else. Print it or write it down, and keep it at the office, apart from the laptop. It is shown only now.</source>
        <translation>忘记口令后只能用这个码重新进入。请打印或抄下，存放在办公室，不要与电脑放在一起。只在此刻显示一次。</translation>
    </message>
    <message>
        <source>The code is on paper and put away</source>
        <translation>已写在纸上并收好</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Saved. Take it to the office and delete it on this laptop.</source>
        <translation>已保存。请带到办公室，并从本机删除。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>The passphrase of now</source>
        <translation>当前口令</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更换</translation>
    </message>
</context>
<context>
    <name>ProtectionCard</name>
    <message>
        <source>Passphrase and lock</source>
        <translation>口令与锁定</translation>
    </message>
    <message>
        <source>Locked by a passphrase</source>
        <translation>由口令保护</translation>
    </message>
    <message>
        <source>No passphrase</source>
        <translation>没有口令</translation>
    </message>
    <message>
        <source>Encrypted with a key that lies beside the data: whoever has the folder can read it. Set a passphrase before real work.</source>
        <translation>加密密钥就在数据旁边：拿到文件夹的人就能读。开始真实工作前请设口令。</translation>
    </message>
    <message>
        <source>If it is forgotten, the register&apos;s recovery sheet helps</source>
        <translation>忘记时可用登记册的恢复单</translation>
    </message>
    <message>
        <source>If it is forgotten, the recovery code on paper helps</source>
        <translation>忘记时可用纸上的恢复码</translation>
    </message>
    <message>
        <source>No recovery code yet: a forgotten passphrase would lose all</source>
        <translation>还没有恢复码：忘记口令就什么都打不开</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>自动锁定</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>更换口令</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>新恢复码</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>It holds at once. The data stay as they are.</source>
        <translation>立即生效，数据不变。</translation>
    </message>
    <message>
        <source>Databases and photos are encrypted anew; this may take minutes. Whoever copied the old key can open nothing of what is written from now on.</source>
        <translation>数据库和照片重新加密，可能需要几分钟。以前复制过旧密钥的人打不开今后写入的内容。</translation>
    </message>
</context>
<context>
    <name>RescuePage</name>
    <message>
        <source>The data cannot be opened</source>
        <translation>数据打不开</translation>
    </message>
    <message>
        <source>Put back a backup: it was proved when it was made. Drafts stay where they can be read, and the office sends again what it has received.</source>
        <translation>请恢复一份备份：做的时候已核对过。读得出的草稿会保留，办公室收到过的会再发来。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The newest work is missing</source>
        <translation>最新的记录缺失</translation>
    </message>
    <message>
        <source>Go on with what is here</source>
        <translation>按现状继续</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n 次走访</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecondVisit</name>
    <message>
        <source>Visited today already at {time}: {number}</source>
        <translation>今天 {time} 已走访过：{number}</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Grid Visits</source>
        <translation>网格走访</translation>
    </message>
    <message>
        <source>Locked. The visit you were in is kept, every answer of it</source>
        <translation>已锁定。正在填的走访完整保留，一题不少</translation>
    </message>
    <message>
        <source>Locked: the demo grid</source>
        <translation>已锁定：演示网格</translation>
    </message>
    <message>
        <source>Locked: all data on this laptop are encrypted</source>
        <translation>已锁定：本机资料全部加密</translation>
    </message>
    <message>
        <source>Passphrase or PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>I forgot it</source>
        <translation>忘记口令</translation>
    </message>
    <message>
        <source>To my real work</source>
        <translation>转到真实工作</translation>
    </message>
    <message>
        <source>To the demo grid</source>
        <translation>转到演示网格</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Type the recovery code from the paper at the office, and choose a new passphrase. Nothing is lost.</source>
        <translation>请输入办公室那张纸上的恢复码，再设新口令。什么都不会丢。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Set the new passphrase</source>
        <translation>设置新口令</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Do not switch off. If the power goes, it goes on afterwards.</source>
        <translation>请不要关机。万一断电，恢复后会接着完成。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
</TS>
