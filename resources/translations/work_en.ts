<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>FormCard</name>
    <message>
        <source>Hidden on this laptop</source>
        <translation>Hidden on this laptop</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Show again</translation>
    </message>
    <message>
        <source>Hide from this page</source>
        <translation>Hide from this page</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Try it out</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
</context>
<context>
    <name>FormCheck</name>
    <message>
        <source>What was found</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>What it asks</source>
        <translation>What it asks</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>Checking {name}</translation>
    </message>
    <message>
        <source>Putting it on the shelf</source>
        <translation>Putting it on the shelf</translation>
    </message>
    <message>
        <source>Nothing to see while there are errors</source>
        <translation>Nothing to see while there are errors</translation>
    </message>
    <message>
        <source>Back to the forms</source>
        <translation>Back to the forms</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Try it out</translation>
    </message>
    <message>
        <source>Put on the shelf</source>
        <translation>Put on the shelf</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): put them right in the file, then import it again</source>
        <translation>
            <numerusform>%n error: put it right in the file, then import it again</numerusform>
            <numerusform>%n errors: put them right in the file, then import it again</numerusform>
        </translation>
    </message>
    <message>
        <source>This very form is on the shelf already</source>
        <translation>This very form is on the shelf already</translation>
    </message>
    <message>
        <source>The shelf has version {version} of this form with other content. Raise the version on its sheet “settings”, then import it again: visits made with the old one keep opening with it.</source>
        <translation>The shelf has version {version} of this form with other content. Raise the version on its sheet “settings”, then import it again: visits made with the old one keep opening with it.</translation>
    </message>
    <message>
        <source>The shelf has a newer version, {newest}: new visits go on using that one. Raise the version where this one is to be used.</source>
        <translation>The shelf has a newer version, {newest}: new visits go on using that one. Raise the version where this one is to be used.</translation>
    </message>
    <message>
        <source>It can be used; look at what was found</source>
        <translation>It can be used; look at what was found</translation>
    </message>
    <message>
        <source>Nothing is wrong with it</source>
        <translation>Nothing is wrong with it</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nothing was found</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>row {row}</translation>
    </message>
    <message>
        <source>column {name}</source>
        <translation>column {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s)</source>
        <translation>
            <numerusform>%n more question</numerusform>
            <numerusform>%n more questions</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes along: {names}</source>
        <translation>Goes along: {names}</translation>
    </message>
</context>
<context>
    <name>FormVersions</name>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>New visits use the newest; a visit opens with the version it was made with</source>
        <translation>New visits use the newest; a visit opens with the version it was made with</translation>
    </message>
    <message>
        <source>Back to the forms</source>
        <translation>Back to the forms</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message>
        <source>Two contents</source>
        <translation>Two contents</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Try it out</translation>
    </message>
</context>
<context>
    <name>FormsPage</name>
    <message>
        <source>Forms</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>Import a form</source>
        <translation>Import a form</translation>
    </message>
    <message>
        <source>An XLSForm (.xlsx, .xls, .md, .csv) or an XForm (.xml)</source>
        <translation>An XLSForm (.xlsx, .xls, .md, .csv) or an XForm (.xml)</translation>
    </message>
    <message numerus="yes">
        <source>%n hidden form(s)</source>
        <translation>
            <numerusform>%n hidden form</numerusform>
            <numerusform>%n hidden forms</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin a visit that no list asks for; who it is to is asked first</source>
        <translation>Begin a visit that no list asks for; who it is to is asked first</translation>
    </message>
    <message>
        <source>{name}, version {version}, is on the shelf. It goes along to the other laptops with the next USB exchange.</source>
        <translation>{name}, version {version}, is on the shelf. It goes along to the other laptops with the next USB exchange.</translation>
    </message>
</context>
<context>
    <name>HeadingMatch</name>
    <message>
        <source>What each column is</source>
        <translation>What each column is</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Its first values</source>
        <translation>Its first values</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>What you set here is remembered on this laptop for tables like this one</source>
        <translation>What you set here is remembered on this laptop for tables like this one</translation>
    </message>
    <message>
        <source>Where the headings stand</source>
        <translation>Where the headings stand</translation>
    </message>
    <message>
        <source>Row {row}: {text}</source>
        <translation>Row {row}: {text}</translation>
    </message>
</context>
<context>
    <name>LedgerBar</name>
    <message>
        <source>Sheet</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>The day it tells of</source>
        <translation>The day it tells of</translation>
    </message>
    <message>
        <source>What was recorded after this day stays as it is</source>
        <translation>What was recorded after this day stays as it is</translation>
    </message>
</context>
<context>
    <name>LedgerImport</name>
    <message>
        <source>Comparing again</source>
        <translation>Comparing again</translation>
    </message>
    <message>
        <source>Bringing in {file}</source>
        <translation>Bringing in {file}</translation>
    </message>
    <message>
        <source>Save as .xlsx</source>
        <translation>Save as .xlsx</translation>
    </message>
    <message>
        <source>{file} is written. It names people: pass it on with care.</source>
        <translation>{file} is written. It names people: pass it on with care.</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>Writing {file}</translation>
    </message>
    <message>
        <source>Comparing {file} with the register</source>
        <translation>Comparing {file} with the register</translation>
    </message>
    <message numerus="yes">
        <source>Bring in %n row(s)</source>
        <translation>
            <numerusform>Bring in %n row</numerusform>
            <numerusform>Bring in %n rows</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is written yet. </source>
        <translation>Nothing is written yet. </translation>
    </message>
    <message>
        <source>The register says all this already. </source>
        <translation>The register says all this already. </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) may be known already: say which, or they stay out. </source>
        <translation>
            <numerusform>%n row may be known already: say which it is, or it stays out. </numerusform>
            <numerusform>%n rows may be known already: say which they are, or they stay out. </numerusform>
        </translation>
    </message>
    <message>
        <source>Columns left out: {names}</source>
        <translation>Columns left out: {names}</translation>
    </message>
    <message>
        <source>Back, change nothing</source>
        <translation>Back, change nothing</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Save this list</source>
        <translation>Save this list</translation>
    </message>
    <message>
        <source>All to decide</source>
        <translation>All to decide</translation>
    </message>
    <message>
        <source>The same as the likeliest</source>
        <translation>The same as the likeliest</translation>
    </message>
    <message>
        <source>All are new</source>
        <translation>All are new</translation>
    </message>
    <message>
        <source>Leave all out</source>
        <translation>Leave all out</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Compare again</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>To decide</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Not brought in</source>
        <translation>Not brought in</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unchanged</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) come in although something in them is doubtful: the reasons stand beside them. </source>
        <translation>
            <numerusform>%n row comes in although something in it is doubtful: the reason stands beside it. </numerusform>
            <numerusform>%n rows come in although something in them is doubtful: the reasons stand beside them. </numerusform>
        </translation>
    </message>
    <message>
        <source>Come in, to look at</source>
        <translation>Come in, to look at</translation>
    </message>
    <message>
        <source>The register changed meanwhile, so it was compared again: look once more. </source>
        <translation>The register changed meanwhile, so it was compared again: look once more. </translation>
    </message>
</context>
<context>
    <name>LedgerStart</name>
    <message>
        <source>What is brought in here stands here, to be undone</source>
        <translation>What is brought in here stands here, to be undone</translation>
    </message>
    <message>
        <source>No import yet</source>
        <translation>No import yet</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Ledger</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Bring in a ledger</source>
        <translation>Bring in a ledger</translation>
    </message>
    <message>
        <source>An office's own table, .xlsx, .xls or .csv. What it would change is shown first; nothing is written before you say so.</source>
        <translation>An office's own table, .xlsx, .xls or .csv. What it would change is shown first; nothing is written before you say so.</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>File, chosen or dropped here</source>
        <translation>File, chosen or dropped here</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>List</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Look at it</translation>
    </message>
    <message>
        <source>Take a list out</source>
        <translation>Take a list out</translation>
    </message>
    <message>
        <source>As .xlsx with every cell as text, identity numbers in full. Who took it out, when and what for is kept in the log.</source>
        <translation>As .xlsx with every cell as text, identity numbers in full. Who took it out, when and what for is kept in the log.</translation>
    </message>
    <message>
        <source>What it is needed for</source>
        <translation>What it is needed for</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Save as .xlsx</source>
        <translation>Save as .xlsx</translation>
    </message>
    <message>
        <source>Imports on this laptop</source>
        <translation>Imports on this laptop</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) created or changed</source>
        <translation>
            <numerusform>%n row created or changed</numerusform>
            <numerusform>%n rows created or changed</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>LedgerUndoing</name>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>Taken out</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Stays</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>Undo this import</translation>
    </message>
    <message>
        <source>Back, change nothing</source>
        <translation>Back, change nothing</translation>
    </message>
    <message>
        <source>Looking at what was changed since</source>
        <translation>Looking at what was changed since</translation>
    </message>
    <message>
        <source>Undoing {file}</source>
        <translation>Undoing {file}</translation>
    </message>
    <message>
        <source>Nothing is written yet. What was worked on since stays as it is.</source>
        <translation>Nothing is written yet. What was worked on since stays as it is.</translation>
    </message>
</context>
<context>
    <name>Ledgers</name>
    <message>
        <source>Households</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>Residents</translation>
    </message>
    <message>
        <source>Facilities</source>
        <translation>Facilities</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>Hazards</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Activities</translation>
    </message>
    <message>
        <source>Fix items</source>
        <translation>Fix items</translation>
    </message>
    <message>
        <source>Estates</source>
        <translation>Estates</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>Grids</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>In the lists</source>
        <translation>In the lists</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>Not brought in</source>
        <translation>Not brought in</translation>
    </message>
    <message>
        <source>Row {row}</source>
        <translation>Row {row}</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>Taken out</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Stays</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>shown</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>not shown</translation>
    </message>
    <message>
        <source>With a row above</source>
        <translation>With a row above</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>To decide</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Left out</translation>
    </message>
    <message>
        <source>The same as {name}</source>
        <translation>The same as {name}</translation>
    </message>
    <message>
        <source>A new one</source>
        <translation>A new one</translation>
    </message>
    <message>
        <source>Bring it in as it is told here</source>
        <translation>Bring it in as it is told here</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Leave it out</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Not decided</translation>
    </message>
    <message>
        <source>in the register</source>
        <translation>in the register</translation>
    </message>
    <message>
        <source>the same number or name</source>
        <translation>the same number or name</translation>
    </message>
    <message>
        <source>The same as another one: name, door, number</source>
        <translation>The same as another one: name, door, number</translation>
    </message>
</context>
<context>
    <name>LedgersPage</name>
    <message>
        <source>Office ledgers</source>
        <translation>Office ledgers</translation>
    </message>
    <message>
        <source>Brought in: {created} new, {updated} changed, {same} unchanged</source>
        <translation>Brought in: {created} new, {updated} changed, {same} unchanged</translation>
    </message>
    <message>
        <source>Undone: {hide} taken out, {restore} put back</source>
        <translation>Undone: {hide} taken out, {restore} put back</translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as worked on since</source>
        <translation>
            <numerusform>%n stays as worked on since</numerusform>
            <numerusform>%n stay as worked on since</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as .xlsx</source>
        <translation>Save as .xlsx</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>Writing {file}</translation>
    </message>
    <message>
        <source>{file} is written. It names people: pass it on with care.</source>
        <translation>{file} is written. It names people: pass it on with care.</translation>
    </message>
    <message>
        <source>Tables of the office come in here, and go out as workbooks</source>
        <translation>Tables of the office come in here, and go out as workbooks</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>Understanding</source>
        <translation>Understanding</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparing</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Writing</translation>
    </message>
</context>
<context>
    <name>PeriodChoice</name>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>This week</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>From day to day</source>
        <translation>From day to day</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Last day</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Figures and print</source>
        <translation>Figures and print</translation>
    </message>
    <message>
        <source>Ledgers and reports</source>
        <translation>Ledgers and reports</translation>
    </message>
    <message>
        <source>Preview and print</source>
        <translation>Preview and print</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grid</translation>
    </message>
    <message>
        <source>Who reads it</source>
        <translation>Who reads it</translation>
    </message>
    <message>
        <source>Office above the title</source>
        <translation>Office above the title</translation>
    </message>
    <message>
        <source>All grids</source>
        <translation>All grids</translation>
    </message>
    <message>
        <source>The grid's own name</source>
        <translation>The grid's own name</translation>
    </message>
    <message>
        <source>This ledger shows everything as it stands now</source>
        <translation>This ledger shows everything as it stands now</translation>
    </message>
    <message>
        <source>Worker: IDs, phones masked</source>
        <translation>Worker: IDs, phones masked</translation>
    </message>
    <message>
        <source>Street: names shortened</source>
        <translation>Street: names shortened</translation>
    </message>
    <message>
        <source>Notice: no IDs, no doors</source>
        <translation>Notice: no IDs, no doors</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Rows</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>No such row</source>
        <translation>No such row</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>After</source>
        <translation>After</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Stopped. Nothing was changed.</translation>
    </message>
</context>
</TS>
