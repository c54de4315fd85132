<#
.SYNOPSIS
Removes what load tests leave on a server: documents of runs that were killed or that kept what they created, and the fixtures.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
The load itself deletes what it creates. What can stay are documents of a run that was killed, or of a Volume run without
-DeleteResources: the run's journal (results.journal beside its results) finds them. What does stay are the fixtures, so that the next
run finds them; this script deletes them, children first. It asks before, unless -Force is given; -WhatIf only shows what is there.
Give the agency and the school year that the runs had, where they were not the default ones.
Exit codes: 0 nothing is left, 1 the server refused to delete something, it is not ours, or nothing proves that it is gone.
.EXAMPLE
./examples/clean-up.ps1 -BaseUrl https://dms.example.org -WhatIf
.EXAMPLE
./examples/clean-up.ps1 -BaseUrl https://dms.example.org -Journal ./nightly/*/results.journal
#>
#Requires -Version 7.4
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    # Journals of runs, wildcards allowed.
    [string[]] $Journal = @(),
    # Natural keys that the runs had, for example @{ SchoolYear = 2026 }.
    [hashtable] $FixtureKey = @{},
    # Removes the education agency, too, if a load test made it.
    [switch] $IncludeAgency,
    [switch] $Force,
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$files = $Journal ? (Get-Item $Journal) : @()
$leftovers = @($files | ForEach-Object { Remove-BatchLeftover -Connection $dms -Journal $_ -Force:$Force -WhatIf:$WhatIfPreference })
$fixtures = Remove-BatchFixtures -Connection $dms -FixtureKey $FixtureKey -IncludeAgency:$IncludeAgency -Force:$Force -WhatIf:$WhatIfPreference
Disconnect-BatchApi -Connection $dms

$leftovers | Format-Table | Out-Host
$fixtures | Format-Table | Out-Host
$left = @($fixtures | Where-Object State -NotIn 'Removed', 'Missing', 'WouldRemove')
if (-not $WhatIfPreference) { $left += @($leftovers | Where-Object State -NotIn 'Removed', 'Gone') }
exit ($left.Count ? 1 : 0)
