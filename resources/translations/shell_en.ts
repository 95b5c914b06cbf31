<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AssociationCard</name>
    <message>
        <source>Opening files</source>
        <translation>Opening files</translation>
    </message>
    <message>
        <source>A bundle, an invitation or a request that came by stick or by chat can be dropped anywhere on the window. It can open by double click as well.</source>
        <translation>A bundle, an invitation or a request that came by stick or by chat can be dropped anywhere on the window. It can open by double click as well.</translation>
    </message>
    <message>
        <source>Open by double click</source>
        <translation>Open by double click</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Take it back</translation>
    </message>
    <message>
        <source>Files open here by double click</source>
        <translation>Files open here by double click</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>Buildings</source>
        <translation>Buildings</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperature</translation>
    </message>
    <message>
        <source>Doors</source>
        <translation>Doors</translation>
    </message>
    <message>
        <source>No doors in the register yet</source>
        <translation>No doors in the register yet</translation>
    </message>
    <message>
        <source>Choose a door</source>
        <translation>Choose a door</translation>
    </message>
    <message>
        <source>Who lives there stands here</source>
        <translation>Who lives there stands here</translation>
    </message>
    <message>
        <source>{buildings} buildings, {doors} doors, {late} to visit</source>
        <translation>{buildings} buildings, {doors} doors, {late} to visit</translation>
    </message>
    <message>
        <source>No. {building}</source>
        <translation>No. {building}</translation>
    </message>
    <message>
        <source>Unit {unit}</source>
        <translation>Unit {unit}</translation>
    </message>
    <message>
        <source>F{floor}</source>
        <translation>F{floor}</translation>
    </message>
    <message>
        <source>Nothing due</source>
        <translation>Nothing due</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Within 7 days</source>
        <translation>Within 7 days</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Vacant</source>
        <translation>Vacant</translation>
    </message>
    <message>
        <source>Register a household, or bring in a list under Office ledgers</source>
        <translation>Register a household, or bring in a list under Office ledgers</translation>
    </message>
</context>
<context>
    <name>BusyBar</name>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>The program made a mistake</source>
        <translation>The program made a mistake</translation>
    </message>
    <message>
        <source>Your answers are safe</source>
        <translation>Your answers are safe</translation>
    </message>
    <message>
        <source>The program made a mistake. Every answer shown as kept is on disk. Go on, or close the program and open it again. The report holds no personal data; please give it to whoever looks after the program:</source>
        <translation>The program made a mistake. Every answer shown as kept is on disk. Go on, or close the program and open it again. The report holds no personal data; please give it to whoever looks after the program:</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Finished and kept: {number}</source>
        <translation>Finished and kept: {number}</translation>
    </message>
    <message>
        <source>Show the sheet</source>
        <translation>Show the sheet</translation>
    </message>
    <message>
        <source>A stick is plugged in: {name}</source>
        <translation>A stick is plugged in: {name}</translation>
    </message>
</context>
<context>
    <name>FacilitiesPage</name>
    <message>
        <source>Facilities</source>
        <translation>Facilities</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>New card</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) on the register</source>
        <translation>
            <numerusform>%n piece on the register</numerusform>
            <numerusform>%n pieces on the register</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a card for each one on the spot, or bring in a list under Office ledgers</source>
        <translation>Make a card for each one on the spot, or bring in a list under Office ledgers</translation>
    </message>
</context>
<context>
    <name>FigureRow</name>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Open hazards</source>
        <translation>Open hazards</translation>
    </message>
    <message>
        <source>Homes warm enough</source>
        <translation>Homes warm enough</translation>
    </message>
    <message>
        <source>done, {due} to do</source>
        <translation>done, {due} to do</translation>
    </message>
    <message>
        <source>of {due} to do</source>
        <translation>of {due} to do</translation>
    </message>
    <message>
        <source>{late} past their time</source>
        <translation>{late} past their time</translation>
    </message>
    <message>
        <source>of {measured} measured</source>
        <translation>of {measured} measured</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Three things are needed: your name, the grid and its code.</source>
        <translation>Three things are needed: your name, the grid and its code.</translation>
    </message>
    <message>
        <source>Getting ready: {done} of {of}</source>
        <translation>Getting ready: {done} of {of}</translation>
    </message>
    <message>
        <source>Grid Visits</source>
        <translation>Grid Visits</translation>
    </message>
    <message>
        <source>Fill at the door, keep, print, carry: without a network</source>
        <translation>Fill at the door, keep, print, carry: without a network</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Look round in the demo grid</source>
        <translation>Look round in the demo grid</translation>
    </message>
    <message>
        <source>Begin with my own grid</source>
        <translation>Begin with my own grid</translation>
    </message>
    <message>
        <source>A fictional estate: 12 buildings, 432 doors, 1,041 residents, 574 facilities. It stays apart from real work and says so on every page.</source>
        <translation>A fictional estate: 12 buildings, 432 doors, 1,041 residents, 574 facilities. It stays apart from real work and says so on every page.</translation>
    </message>
    <message>
        <source>I am</source>
        <translation>I am</translation>
    </message>
    <message>
        <source>as the sheets shall print it</source>
        <translation>as the sheets shall print it</translation>
    </message>
    <message>
        <source>My name</source>
        <translation>My name</translation>
    </message>
    <message>
        <source>My grid</source>
        <translation>My grid</translation>
    </message>
    <message>
        <source>Grid code</source>
        <translation>Grid code</translation>
    </message>
    <message>
        <source>Grid worker</source>
        <translation>Grid worker</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>I work as</source>
        <translation>I work as</translation>
    </message>
    <message>
        <source>All can be changed later in the settings</source>
        <translation>All can be changed later in the settings</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>First steps</translation>
    </message>
    <message>
        <source>Nobody stands in this grid's register yet. Begin with what you have; what is due appears here by itself.</source>
        <translation>Nobody stands in this grid's register yet. Begin with what you have; what is due appears here by itself.</translation>
    </message>
    <message>
        <source>Bring in the office's ledgers</source>
        <translation>Bring in the office's ledgers</translation>
    </message>
    <message>
        <source>Households, residents, facilities from .xlsx, .xls or .csv</source>
        <translation>Households, residents, facilities from .xlsx, .xls or .csv</translation>
    </message>
    <message>
        <source>Join the office's register</source>
        <translation>Join the office's register</translation>
    </message>
    <message>
        <source>With its invitation; then comes what the office knows</source>
        <translation>With its invitation; then comes what the office knows</translation>
    </message>
    <message>
        <source>Make the office's register</source>
        <translation>Make the office's register</translation>
    </message>
    <message>
        <source>Then invite the grid workers' laptops; all is sealed</source>
        <translation>Then invite the grid workers' laptops; all is sealed</translation>
    </message>
    <message>
        <source>Exchange with the others</source>
        <translation>Exchange with the others</translation>
    </message>
    <message>
        <source>By USB stick or folder comes what they know</source>
        <translation>By USB stick or folder comes what they know</translation>
    </message>
</context>
<context>
    <name>HazardsPage</name>
    <message>
        <source>Hazards</source>
        <translation>Hazards</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>All levels</translation>
    </message>
    <message>
        <source>Report a hazard</source>
        <translation>Report a hazard</translation>
    </message>
    <message numerus="yes">
        <source>%n still open</source>
        <translation>
            <numerusform>%n still open</numerusform>
            <numerusform>%n still open</numerusform>
        </translation>
    </message>
    <message>
        <source>What is found on a patrol or reported stands here</source>
        <translation>What is found on a patrol or reported stands here</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Demo data</source>
        <translation>Demo data</translation>
    </message>
    <message>
        <source>Search name, door or pinyin</source>
        <translation>Search name, door or pinyin</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Nothing here</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>Filter by name, door, code</source>
        <translation>Filter by name, door, code</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Nothing here yet</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Grid Visits</source>
        <translation>Grid Visits</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Residents</source>
        <translation>Residents</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Yellow</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blue</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>Floating</source>
        <translation>Floating</translation>
    </message>
    <message>
        <source>Register a household</source>
        <translation>Register a household</translation>
    </message>
    <message numerus="yes">
        <source>%n resident(s) in the register</source>
        <translation>
            <numerusform>%n resident in the register</numerusform>
            <numerusform>%n residents in the register</numerusform>
        </translation>
    </message>
    <message>
        <source>Register a household with who lives there, or bring in a list under Office ledgers</source>
        <translation>Register a household with who lives there, or bring in a list under Office ledgers</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Conflicts</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>Buildings</translation>
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
        <source>Visits</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>USB exchange</source>
        <translation>USB exchange</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Office ledgers</source>
        <translation>Office ledgers</translation>
    </message>
    <message>
        <source>Figures and print</source>
        <translation>Figures and print</translation>
    </message>
</context>
<context>
    <name>ProblemBand</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>This did not work</source>
        <translation>This did not work</translation>
    </message>
    <message>
        <source>I see</source>
        <translation>I see</translation>
    </message>
</context>
<context>
    <name>QuickSearch</name>
    <message>
        <source>Name, pinyin initials (zjg), door (5-2-301), code, end of phone</source>
        <translation>Name, pinyin initials (zjg), door (5-2-301), code, end of phone</translation>
    </message>
    <message>
        <source>↑ ↓ choose   Enter open   Esc close</source>
        <translation>↑ ↓ choose   Enter open   Esc close</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Try a part of the name, its initials, or the door as 5-2-301</source>
        <translation>Try a part of the name, its initials, or the door as 5-2-301</translation>
    </message>
    <message>
        <source>Whom or what are you looking for?</source>
        <translation>Whom or what are you looking for?</translation>
    </message>
</context>
<context>
    <name>Returned</name>
    <message>
        <source>Answers that this disk refused were saved at {place}</source>
        <translation>Answers that this disk refused were saved at {place}</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Bring them back</translation>
    </message>
</context>
<context>
    <name>Secret</name>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>What is changed here holds at once</source>
        <translation>What is changed here holds at once</translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation>Who works here</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Grid worker</source>
        <translation>Grid worker</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Works as</source>
        <translation>Works as</translation>
    </message>
    <message>
        <source>Id and grid</source>
        <translation>Id and grid</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>Very large</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Data on this laptop</source>
        <translation>Data on this laptop</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Laptop and register</source>
        <translation>Laptop and register</translation>
    </message>
    <message>
        <source>Fictional people and doors, apart from real work</source>
        <translation>Fictional people and doors, apart from real work</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Open the folder</translation>
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
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Grid Visits keeps every answer on this laptop and needs no network. What is finished goes by USB stick.</source>
        <translation>Grid Visits keeps every answer on this laptop and needs no network. What is finished goes by USB stick.</translation>
    </message>
    <message>
        <source>Text in Noto Sans SC under the SIL Open Font License.</source>
        <translation>Text in Noto Sans SC under the SIL Open Font License.</translation>
    </message>
    <message>
        <source>Keys: Ctrl+K search, Alt+1 to Alt+9 pages, Alt+Left back</source>
        <translation>Keys: Ctrl+K search, Alt+1 to Alt+9 pages, Alt+Left back</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>Inspection sheet</source>
        <translation>Inspection sheet</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Drawing the sheet</source>
        <translation>Drawing the sheet</translation>
    </message>
    <message>
        <source>The font lacks {signs}: write them by hand on the paper</source>
        <translation>The font lacks {signs}: write them by hand on the paper</translation>
    </message>
</context>
<context>
    <name>SubjectListPage</name>
    <message>
        <source>Choose one at the left</source>
        <translation>Choose one at the left</translation>
    </message>
    <message>
        <source>What is known of it stands here, and a visit begins here</source>
        <translation>What is known of it stands here, and a visit begins here</translation>
    </message>
</context>
<context>
    <name>SubjectPage</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>SubjectPanel</name>
    <message>
        <source>Two laptops tell different things: {fields}</source>
        <translation>Two laptops tell different things: {fields}</translation>
    </message>
    <message>
        <source>Start: {form}</source>
        <translation>Start: {form}</translation>
    </message>
    <message>
        <source>Belongs to it</source>
        <translation>Belongs to it</translation>
    </message>
    <message>
        <source>Last visits</source>
        <translation>Last visits</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>What changed</translation>
    </message>
    <message>
        <source>Other forms</source>
        <translation>Other forms</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today's visits</source>
        <translation>Today's visits</translation>
    </message>
    <message>
        <source>To visit</source>
        <translation>To visit</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>All kinds</translation>
    </message>
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
        <source>Fix items</source>
        <translation>Fix items</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>Nothing is due</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>New visit</translation>
    </message>
    <message>
        <source>{late} late, {due} due, {done} done today</source>
        <translation>{late} late, {due} due, {done} done today</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Nobody to visit yet</source>
        <translation>Nobody to visit yet</translation>
    </message>
    <message>
        <source>The first steps stand beside this</source>
        <translation>The first steps stand beside this</translation>
    </message>
    <message>
        <source>The days to come stand under 7 days and 30 days</source>
        <translation>The days to come stand under 7 days and 30 days</translation>
    </message>
    <message>
        <source>What no list asks for is begun by a door under Buildings, or by New visit</source>
        <translation>What no list asks for is begun by a door under Buildings, or by New visit</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n year(s) old</source>
        <translation>
            <numerusform>%n year old</numerusform>
            <numerusform>%n years old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n facilities due</source>
        <translation>
            <numerusform>%n facility due</numerusform>
            <numerusform>%n facilities due</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitPanel</name>
    <message>
        <source>Choose a visit at the left</source>
        <translation>Choose a visit at the left</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Two laptops changed this visit; both versions are kept</source>
        <translation>Two laptops changed this visit; both versions are kept</translation>
    </message>
    <message>
        <source>Visited</source>
        <translation>Visited</translation>
    </message>
    <message>
        <source>Versions, all of them kept</source>
        <translation>Versions, all of them kept</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>stands</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>replaced</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Reviewed</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Where it is</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Settle</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>Mark as reviewed</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Visits</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>All forms</source>
        <translation>All forms</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>Name or number</translation>
    </message>
    <message>
        <source>No visit here yet</source>
        <translation>No visit here yet</translation>
    </message>
    <message>
        <source>Begin one from the Today page</source>
        <translation>Begin one from the Today page</translation>
    </message>
    <message numerus="yes">
        <source>%n finished visit(s)</source>
        <translation>
            <numerusform>%n finished visit</numerusform>
            <numerusform>%n finished visits</numerusform>
        </translation>
    </message>
    <message>
        <source>Throw this draft away</source>
        <translation>Throw this draft away</translation>
    </message>
    <message>
        <source>Throw this draft away?</source>
        <translation>Throw this draft away?</translation>
    </message>
    <message>
        <source>Its answers are lost. A finished visit stays as it was.</source>
        <translation>Its answers are lost. A finished visit stays as it was.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Throw away</translation>
    </message>
    <message>
        <source>Go on with this visit</source>
        <translation>Go on with this visit</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Heating visit</source>
        <translation>Heating visit</translation>
    </message>
    <message>
        <source>Special-group follow-up</source>
        <translation>Special-group follow-up</translation>
    </message>
    <message>
        <source>Fire patrol</source>
        <translation>Fire patrol</translation>
    </message>
    <message>
        <source>Hazard report</source>
        <translation>Hazard report</translation>
    </message>
    <message>
        <source>Hazard handling</source>
        <translation>Hazard handling</translation>
    </message>
    <message>
        <source>Household registration</source>
        <translation>Household registration</translation>
    </message>
    <message>
        <source>Facility card</source>
        <translation>Facility card</translation>
    </message>
    <message>
        <source>Outreach log</source>
        <translation>Outreach log</translation>
    </message>
    <message>
        <source>Consultation record</source>
        <translation>Consultation record</translation>
    </message>
    <message>
        <source>Fix-item progress</source>
        <translation>Fix-item progress</translation>
    </message>
    <message>
        <source>Estate profile</source>
        <translation>Estate profile</translation>
    </message>
    <message>
        <source>Door to door in winter: room temperature, problems, advice</source>
        <translation>Door to door in winter: room temperature, problems, advice</translation>
    </message>
    <message>
        <source>Elderly alone, disabled, on aid: how they are, what they need</source>
        <translation>Elderly alone, disabled, on aid: how they are, what they need</translation>
    </message>
    <message>
        <source>Stairwells and fire equipment of one unit, piece by piece</source>
        <translation>Stairwells and fire equipment of one unit, piece by piece</translation>
    </message>
    <message>
        <source>A problem, its place, its photo</source>
        <translation>A problem, its place, its photo</translation>
    </message>
    <message>
        <source>Respond, dispatch, fix, verify, close</source>
        <translation>Respond, dispatch, fix, verify, close</translation>
    </message>
    <message>
        <source>A door and who lives there: new, changed, moved out</source>
        <translation>A door and who lives there: new, changed, moved out</translation>
    </message>
    <message>
        <source>Extinguisher, hydrant, light: its card and dates</source>
        <translation>Extinguisher, hydrant, light: its card and dates</translation>
    </message>
    <message>
        <source>Talks, leaflets, volunteering: place, people, hours</source>
        <translation>Talks, leaflets, volunteering: place, people, hours</translation>
    </message>
    <message>
        <source>A meeting of 1+4+X: views, votes, items agreed</source>
        <translation>A meeting of 1+4+X: views, votes, items agreed</translation>
    </message>
    <message>
        <source>How far an agreed item has come</source>
        <translation>How far an agreed item has come</translation>
    </message>
    <message>
        <source>Property service of an estate: model, company, committee</source>
        <translation>Property service of an estate: model, company, committee</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>Resident</translation>
    </message>
    <message>
        <source>Facility</source>
        <translation>Facility</translation>
    </message>
    <message>
        <source>Hazard</source>
        <translation>Hazard</translation>
    </message>
    <message>
        <source>Fix item</source>
        <translation>Fix item</translation>
    </message>
    <message>
        <source>Estate</source>
        <translation>Estate</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activity</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>Household code</source>
        <translation>Household code</translation>
    </message>
    <message>
        <source>Event no.</source>
        <translation>Event no.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>Last check</translation>
    </message>
    <message>
        <source>Last fault</source>
        <translation>Last fault</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>Last temperature</source>
        <translation>Last temperature</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Measured on</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>Next due</source>
        <translation>Next due</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>To be scrapped</source>
        <translation>To be scrapped</translation>
    </message>
    <message>
        <source>Service due</source>
        <translation>Service due</translation>
    </message>
    <message>
        <source>Found on</source>
        <translation>Found on</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>Answered after (min)</source>
        <translation>Answered after (min)</translation>
    </message>
    <message>
        <source>Times not met</source>
        <translation>Times not met</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risk</translation>
    </message>
    <message>
        <source>Cycle (days)</source>
        <translation>Cycle (days)</translation>
    </message>
    <message>
        <source>Lives here</source>
        <translation>Lives here</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Head of household</source>
        <translation>Head of household</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Emergency phone</source>
        <translation>Emergency phone</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>Emergency contact</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Done on</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Last step</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>Made in</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Garage</source>
        <translation>Garage</translation>
    </message>
    <message>
        <source>Outdoors</source>
        <translation>Outdoors</translation>
    </message>
    <message>
        <source>Property office</source>
        <translation>Property office</translation>
    </message>
    <message>
        <source>Bicycle shed</source>
        <translation>Bicycle shed</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grid</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Staff</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>queries</name>
    <message>
        <source>kept {when}</source>
        <translation>kept {when}</translation>
    </message>
    <message>
        <source>Two versions</source>
        <translation>Two versions</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>version {number}</translation>
    </message>
    <message>
        <source>{answered} of {asked} answered</source>
        <translation>{answered} of {asked} answered</translation>
    </message>
</context>
<context>
    <name>subjects</name>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Tomorrow</translation>
    </message>
</context>
</TS>
