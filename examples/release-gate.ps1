<#
.SYNOPSIS
A release gate: measures, holds the figures against limits, and ends with an exit code.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Returns an object for each limit. Exit codes: 0 every limit holds, 1 one does not, 2 nothing can be said: the run could not be made, or
its verdict says that the numbers do not describe the server. A gate that cannot measure must not open.
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
trap { Write-Host "Nothing can be said: $_"; exit 2 }

Import-Module $ModulePath
$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$run = Invoke-BatchVolumeTest -Connection $dms -ClientCount $ClientCount -BatchTripleCount $BatchTripleCount -Duration $Duration -WarmUp $WarmUp -SummaryOnly
Disconnect-BatchApi -Connection $dms

$all = $run | Get-BatchMetrics | Where-Object Name -EQ 'Aggregated'
if ($run.Verdict.Verdict -notin $AcceptVerdict) { throw "the verdict is $($run.Verdict.Verdict). $($run.Verdict.Reasons -join ' ')" }
if ($all.Requests -eq 0) { throw 'no batch was measured.' }

# A p95 that batches were cut off at is a lower bound only, and so no proof that the limit holds.
$p95Known = $null -eq $all.CensoredFromPercentile -or $all.CensoredFromPercentile -gt 95
$gates = @(
    [pscustomobject]@{ Limit = 'Committed operations/s, at least'; Wanted = $MinOperationsPerSecond; Measured = $all.CommittedOperationsPerSecond; Holds = $all.CommittedOperationsPerSecond -ge $MinOperationsPerSecond }
    [pscustomobject]@{ Limit = 'p95 of the response time in ms, at most'; Wanted = $MaxP95Ms; Measured = $all.P95Ms; Holds = $p95Known -and $all.P95Ms -le $MaxP95Ms }
    [pscustomobject]@{ Limit = 'Failed batches, share, at most'; Wanted = $MaxFailureRate; Measured = $all.FailureRate; Holds = $all.FailureRate -le $MaxFailureRate }
)
$gates
exit ($gates.Holds -contains $false ? 1 : 0)
