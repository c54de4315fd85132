<#
.SYNOPSIS
Compares two builds, each on a server of its own: the same load in turns, and the figures side by side.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.

The difference of two single runs proves nothing: two runs of one and the same build differ, too. So each build is measured several
times, in turns (what changes on the machines meanwhile hits both), and what is shown is the range of each. Where the ranges overlap,
the measurements show no difference. Where they do not, that is a hint worth repeating, not yet a proof: with three rounds, two equal
builds come out apart by chance in 1 case of 10, for each of the figures.

Returns a row for each figure and build.
.EXAMPLE
./examples/compare-builds.ps1 -BaseUrl https://dms-1.example.org -CandidateUrl https://dms-2.example.org -Rounds 5
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    # The build that is known, and the one that is not.
    [Parameter(Mandatory)] [string] $BaseUrl,
    [Parameter(Mandatory)] [string] $CandidateUrl,
    [pscredential] $Credential,
    # The candidate's key, where it is another one.
    [pscredential] $CandidateCredential = $Credential,
    [ValidateRange(2, 100)] [int] $Rounds = 3,
    [int] $ClientCount = 20,
    [int] $BatchTripleCount = 10,
    [timespan] $Duration = '00:02:00',
    [timespan] $WarmUp = '00:00:30',
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

function Connect-Build([string] $Url, [pscredential] $Key) {
    $given = $Key ? @{ Credential = $Key } : @{}
    Connect-BatchApi -BaseUrl $Url @given
}

$builds = [ordered]@{
    Known     = Connect-Build $BaseUrl $Credential
    Candidate = Connect-Build $CandidateUrl $CandidateCredential
}

# One seed for all: equal documents. Natural keys differ all the same.
$load = @{ ClientCount = $ClientCount; BatchTripleCount = $BatchTripleCount; Duration = $Duration; WarmUp = $WarmUp; Seed = 1 }
$measured = foreach ($round in 1..$Rounds) {
    # The order changes from round to round, so that none is always the first.
    $order = $round % 2 ? @('Known', 'Candidate') : @('Candidate', 'Known')
    foreach ($name in $order) {
        $all = Invoke-BatchVolumeTest -Connection $builds[$name] @load | Get-BatchMetrics | Where-Object Name -EQ 'Aggregated'
        $all | Add-Member -PassThru -NotePropertyMembers @{ Build = $name; Round = $round }
    }
}

$measured | Sort-Object Round, Build | Format-Table Round, Build, Verdict, Failures, CommittedOperationsPerSecond, P50Ms, P95Ms, P99Ms | Out-Host

foreach ($figure in 'CommittedOperationsPerSecond', 'P50Ms', 'P95Ms', 'P99Ms', 'FailureRate') {
    $ranges = foreach ($name in $builds.Keys) {
        $values = @($measured | Where-Object Build -EQ $name | ForEach-Object $figure)
        $sorted = $values | Sort-Object
        [pscustomobject]@{ Figure = $figure; Build = $name; Least = $sorted[0]; Median = $sorted[[Math]::Floor(($sorted.Count - 1) / 2)]; Greatest = $sorted[-1]; Says = '' }
    }

    $overlap = $ranges[0].Least -le $ranges[1].Greatest -and $ranges[1].Least -le $ranges[0].Greatest
    $ranges[1].Says = $overlap ? 'no difference shown: the ranges overlap' : 'the ranges are apart: repeat it before you believe it'
    $ranges
}

$builds.Values | Disconnect-BatchApi
