# How long Import-Module takes in a session of its own, in ms.
param([string] $Path)
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $Path
$watch.Elapsed.TotalMilliseconds.ToString('F2', [cultureinfo]::InvariantCulture)
