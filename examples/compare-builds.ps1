<#
.SYNOPSIS
Compares two builds, each on a server of its own: the same load in turns, and the figures side by side.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.

The difference of two single runs proves nothing: two runs of one and the same build differ, too. So each build is measured several
times, in turns, A B B A (what changes on the machines meanwhile hits both), and Compare-BatchMetrics decides: Faster, Slower, Same, or
Unproven and about how many rounds it would take. Fewer than six rounds prove nothing.

Returns a row for each figure.
.EXAMPLE
./examples/compare-builds.ps1 -BaseUrl https://dms-1.example.org -CandidateUrl https://dms-2.example.org -Rounds 12
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
    [ValidateRange(2, 100)] [int] $Rounds = 6,
    [int] $ClientCount = 20,
    [int] $BatchTripleCount = 10,
    [timespan] $Duration = '00:02:00',
    [timespan] $WarmUp = '00:00:30',
    # The smallest difference that matters.
    [double] $MinimumEffect = 0.03,
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

function Connect-Build([string] $Url, [pscredential] $Key) {
    $given = $Key ? @{ Credential = $Key } : @{}
    Connect-BatchApi -BaseUrl $Url @given
}

$known = Connect-Build $BaseUrl $Credential
$candidate = Connect-Build $CandidateUrl $CandidateCredential

# One seed for all: equal documents. Natural keys differ all the same.
$load = @{ ClientCount = $ClientCount; BatchTripleCount = $BatchTripleCount; Duration = $Duration; WarmUp = $WarmUp; Seed = 1 }
$runs = Invoke-BatchVolumeTest -Connection $known, $candidate -Repeat $Rounds -SummaryOnly @load

# The order is A B B A, also where both builds have one address.
$first, $second = (0..($runs.Count - 1)).Where({ $_ % 4 -in 0, 3 }, 'Split')
Compare-BatchMetrics $runs[$first] $runs[$second] -MinimumEffect $MinimumEffect

$known, $candidate | Disconnect-BatchApi
