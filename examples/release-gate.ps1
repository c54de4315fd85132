<#
.SYNOPSIS
A release gate: measures, holds the figures against limits, and ends with an exit code.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Returns an object for each limit. Exit codes: 0 every limit holds, 1 one does not, or the server refused more than half of the batches, 2 nothing can be said:
the run could not be made, or its verdict says that the numbers do not describe the server. A gate that cannot measure must not open.
.EXAMPLE
./examples/release-gate.ps1 -BaseUrl https://dms-test.example.org -MinOperationsPerSecond 800 -MaxP95Ms 250
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    # Limits. Take them from what the server is meant to do, or from a good release with a margin; these are only a start.
    [double] $MinOperationsPerSecond = 100,
    [double] $MaxP95Ms = 1000,
    [double] $MaxFailureRate = 0.001,
    [int] $ClientCount = 20,
    [int] $BatchTripleCount = 10,
    [timespan] $Duration = '00:05:00',
    [timespan] $WarmUp = '00:00:30',
    # Verdicts under which the figures are believed.
    [string[]] $AcceptVerdict = 'Valid',
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
trap {
    # A run that is ended early because too much fails says enough of the server.
    if ($_.FullyQualifiedErrorId -like 'FailureRateExceeded*') { Write-Host "Not released: $_"; exit 1 }
    Write-Host "Nothing can be said: $_"
    exit 2
}

Import-Module $ModulePath
$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$run = Invoke-BatchVolumeTest -Connection $dms -ClientCount $ClientCount -BatchTripleCount $BatchTripleCount -Duration $Duration -WarmUp $WarmUp -SummaryOnly
Disconnect-BatchApi -Connection $dms

if ("$($run.Verdict.Verdict)" -eq 'Refused') { Write-Host "Not released: $($run.FailureSummary)"; exit 1 }
if ($run.Verdict.Verdict -notin $AcceptVerdict) { throw "the verdict is $($run.Verdict.Verdict). $($run.Verdict.Reasons -join ' ')" }

# A limit that the figures do not prove to be kept, such as a p95 that batches were cut off at, is not kept.
$invariant = [cultureinfo]::InvariantCulture
$gates = $run | Test-BatchThreshold @(
    "committedOperationsPerSecond >= $($MinOperationsPerSecond.ToString($invariant))"
    "p95 <= $($MaxP95Ms.ToString($invariant))ms"
    "failureRate <= $($MaxFailureRate.ToString($invariant))"
)
$gates
exit ($gates.Passed -contains $false ? 1 : 0)
