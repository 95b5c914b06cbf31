<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Again</name>
    <message>
        <source>The backup of {when} was put back; what stood here before is a backup now</source>
        <translation>The backup of {when} was put back; what stood here before is a backup now</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>Backups on this laptop</source>
        <translation>Backups on this laptop</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Back up now</translation>
    </message>
    <message numerus="yes">
        <source>and %n older one(s)</source>
        <translation>
            <numerusform>and %n older one</numerusform>
            <numerusform>and %n older ones</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished visits after it will be missing here; what stands now is kept as a backup first, drafts stay. This laptop becomes a new device, and the office has to take it in again if it belongs to a register.</source>
        <translation>Finished visits after it will be missing here; what stands now is kept as a backup first, drafts stay. This laptop becomes a new device, and the office has to take it in again if it belongs to a register.</translation>
    </message>
    <message>
        <source>Put back the backup of {when}?</source>
        <translation>Put back the backup of {when}?</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Put it back</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Made, and proved by opening it</source>
        <translation>Made, and proved by opening it</translation>
    </message>
    <message>
        <source>Made by itself on the first opening of each day, before an import and before a newer program, encrypted like the data, without photos. They help against damage, not against a lost laptop: hand over by stick for that.</source>
        <translation>Made by itself on the first opening of each day, before an import and before a newer program, encrypted like the data, without photos. They help against damage, not against a lost laptop: hand over by stick for that.</translation>
    </message>
</context>
<context>
    <name>Duplicates</name>
    <message>
        <source>same identity number</source>
        <translation>same identity number</translation>
    </message>
    <message>
        <source>same household code</source>
        <translation>same household code</translation>
    </message>
    <message>
        <source>same door</source>
        <translation>same door</translation>
    </message>
    <message>
        <source>same name and birth date</source>
        <translation>same name and birth date</translation>
    </message>
    <message>
        <source>same name and phone</source>
        <translation>same name and phone</translation>
    </message>
    <message>
        <source>same name and door</source>
        <translation>same name and door</translation>
    </message>
    <message>
        <source>names sound alike, same birth date</source>
        <translation>names sound alike, same birth date</translation>
    </message>
    <message>
        <source>Possible duplicates</source>
        <translation>Possible duplicates</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Looking through the register</source>
        <translation>Looking through the register</translation>
    </message>
    <message numerus="yes">
        <source>%n possible pair(s)</source>
        <translation>
            <numerusform>%n possible pair</numerusform>
            <numerusform>%n possible pairs</numerusform>
        </translation>
    </message>
    <message>
        <source>Names, numbers, doors and birth dates were compared</source>
        <translation>Names, numbers, doors and birth dates were compared</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>No duplicates</translation>
    </message>
    <message>
        <source>They are two</source>
        <translation>They are two</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Hidden and merged</source>
        <translation>Hidden and merged</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Conflicts</translation>
    </message>
    <message numerus="yes">
        <source>%n made one with another. All stay in the history.</source>
        <translation>
            <numerusform>%n made one with another. Both stay in the history.</numerusform>
            <numerusform>%n made one with others. All stay in the history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n made two again</source>
        <translation>
            <numerusform>%n made two again</numerusform>
            <numerusform>%n made two again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow</source>
        <translation>
            <numerusform>%n more follows</numerusform>
            <numerusform>%n more follow</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare them</source>
        <translation>Compare them</translation>
    </message>
    <message>
        <source>Make all of them one</source>
        <translation>Make all of them one</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) have the same valid identity number</source>
        <translation>
            <numerusform>%n pair has the same valid identity number</numerusform>
            <numerusform>%n pairs have the same valid identity number</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HiddenPage</name>
    <message>
        <source>Hidden and merged</source>
        <translation>Hidden and merged</translation>
    </message>
    <message>
        <source>Nothing is ever deleted: what is here can come back</source>
        <translation>Nothing is ever deleted: what is here can come back</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>Nothing is hidden</translation>
    </message>
    <message>
        <source>Made one with another</source>
        <translation>Made one with another</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Hidden</translation>
    </message>
    <message>
        <source>History</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Bring back</translation>
    </message>
</context>
<context>
    <name>Hiding</name>
    <message>
        <source>Bring back</source>
        <translation>Bring back</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>MergeField</name>
    <message>
        <source>Other</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Type what is right</source>
        <translation>Type what is right</translation>
    </message>
</context>
<context>
    <name>MergePanel</name>
    <message>
        <source>Back, change nothing</source>
        <translation>Back, change nothing</translation>
    </message>
    <message>
        <source>They are two</source>
        <translation>They are two</translation>
    </message>
    <message>
        <source>Make them one</source>
        <translation>Make them one</translation>
    </message>
    <message>
        <source>Show numbers in full</source>
        <translation>Show numbers in full</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Stays</translation>
    </message>
    <message>
        <source>Becomes one with it</source>
        <translation>Becomes one with it</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Take all of it</source>
        <translation>Take all of it</translation>
    </message>
    <message>
        <source>{list}: {count}</source>
        <translation>{list}: {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing else names the one at the right</source>
        <translation>Nothing else names the one at the right</translation>
    </message>
    <message>
        <source>Goes along to the one that stays: {what}</source>
        <translation>Goes along to the one that stays: {what}</translation>
    </message>
    <message>
        <source>Photo cannot be read</source>
        <translation>Photo cannot be read</translation>
    </message>
    <message>
        <source>The same in both</source>
        <translation>The same in both</translation>
    </message>
</context>
<context>
    <name>NewSecret</name>
    <message>
        <source>Passphrase, or a PIN of 6 digits or more</source>
        <translation>Passphrase, or a PIN of 6 digits or more</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>The same once more</translation>
    </message>
    <message>
        <source>A PIN stops whoever sits down at this laptop. A few words that nobody would guess also stop whoever takes the disk out.</source>
        <translation>A PIN stops whoever sits down at this laptop. A few words that nobody would guess also stop whoever takes the disk out.</translation>
    </message>
    <message>
        <source>Without: these data need no protection</source>
        <translation>Without: these data need no protection</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>A copy is open in another program. It is removed when this window is locked or closed; what that program keeps is its own.</source>
        <translation>A copy is open in another program. It is removed when this window is locked or closed; what that program keeps is its own.</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>Recovery code</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Whoever forgets the passphrase gets in again with this code, and with nothing else. Print it or write it down, and keep it at the office, apart from the laptop. It is shown only now.</source>
        <translation>Whoever forgets the passphrase gets in again with this code, and with nothing else. Print it or write it down, and keep it at the office, apart from the laptop. It is shown only now.</translation>
    </message>
    <message>
        <source>The code is on paper and put away</source>
        <translation>The code is on paper and put away</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Saved. Take it to the office and delete it on this laptop.</source>
        <translation>Saved. Take it to the office and delete it on this laptop.</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Save as PDF</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>The passphrase of now</source>
        <translation>The passphrase of now</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>ProtectionCard</name>
    <message>
        <source>Passphrase and lock</source>
        <translation>Passphrase and lock</translation>
    </message>
    <message>
        <source>Locked by a passphrase</source>
        <translation>Locked by a passphrase</translation>
    </message>
    <message>
        <source>No passphrase</source>
        <translation>No passphrase</translation>
    </message>
    <message>
        <source>Encrypted with a key that lies beside the data: whoever has the folder can read it. Set a passphrase before real work.</source>
        <translation>Encrypted with a key that lies beside the data: whoever has the folder can read it. Set a passphrase before real work.</translation>
    </message>
    <message>
        <source>If it is forgotten, the register's recovery sheet helps</source>
        <translation>If it is forgotten, the register's recovery sheet helps</translation>
    </message>
    <message>
        <source>If it is forgotten, the recovery code on paper helps</source>
        <translation>If it is forgotten, the recovery code on paper helps</translation>
    </message>
    <message>
        <source>No recovery code yet: a forgotten passphrase would lose all</source>
        <translation>No recovery code yet: a forgotten passphrase would lose all</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>Lock after</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Lock now</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>Set a passphrase</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>Change the key</translation>
    </message>
    <message>
        <source>It holds at once. The data stay as they are.</source>
        <translation>It holds at once. The data stay as they are.</translation>
    </message>
    <message>
        <source>Databases and photos are encrypted anew; this may take minutes. Whoever copied the old key can open nothing of what is written from now on.</source>
        <translation>Databases and photos are encrypted anew; this may take minutes. Whoever copied the old key can open nothing of what is written from now on.</translation>
    </message>
</context>
<context>
    <name>RescuePage</name>
    <message>
        <source>The data cannot be opened</source>
        <translation>The data cannot be opened</translation>
    </message>
    <message>
        <source>Put back a backup: it was proved when it was made. Drafts stay where they can be read, and the office sends again what it has received.</source>
        <translation>Put back a backup: it was proved when it was made. Drafts stay where they can be read, and the office sends again what it has received.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>The newest work is missing</source>
        <translation>The newest work is missing</translation>
    </message>
    <message>
        <source>Go on with what is here</source>
        <translation>Go on with what is here</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecondVisit</name>
    <message>
        <source>Visited today already at {time}: {number}</source>
        <translation>Visited today already at {time}: {number}</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Grid Visits</source>
        <translation>Grid Visits</translation>
    </message>
    <message>
        <source>Locked. The visit you were in is kept, every answer of it</source>
        <translation>Locked. The visit you were in is kept, every answer of it</translation>
    </message>
    <message>
        <source>Locked: the demo grid</source>
        <translation>Locked: the demo grid</translation>
    </message>
    <message>
        <source>Locked: all data on this laptop are encrypted</source>
        <translation>Locked: all data on this laptop are encrypted</translation>
    </message>
    <message>
        <source>Passphrase or PIN</source>
        <translation>Passphrase or PIN</translation>
    </message>
    <message>
        <source>I forgot it</source>
        <translation>I forgot it</translation>
    </message>
    <message>
        <source>To my real work</source>
        <translation>To my real work</translation>
    </message>
    <message>
        <source>To the demo grid</source>
        <translation>To the demo grid</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Type the recovery code from the paper at the office, and choose a new passphrase. Nothing is lost.</source>
        <translation>Type the recovery code from the paper at the office, and choose a new passphrase. Nothing is lost.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Set the new passphrase</source>
        <translation>Set the new passphrase</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>One moment</source>
        <translation>One moment</translation>
    </message>
    <message>
        <source>Do not switch off. If the power goes, it goes on afterwards.</source>
        <translation>Do not switch off. If the power goes, it goes on afterwards.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
</context>
</TS>
