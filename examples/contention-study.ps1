<#
.SYNOPSIS
What do colliding batches cost, by batch size? Committed operations a second, conflicts and deadlocks.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Runs the same load for each batch size and each share of contention, and returns a row for each. Compare rows of one size: the share 0 is
the load in which no two batches meet. Larger batches hold their locks longer and meet more often, so the size that is best alone need
not be the best under contention. Figures of single runs differ from run to run; repeat what decides something.
.EXAMPLE
./examples/contention-study.ps1 -BaseUrl https://dms.example.org | Format-Table
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    # Triples in a batch; 3 operations each.
    [int[]] $TripleCount = @(1, 5, 10, 30),
    # How much batches collide, 0 to 1.
    [double[]] $Share = @(0, 0.1, 0.5, 1),
    # In what: OverlappingKeys, SharedParents, OppositeOrder.
    [string[]] $Contention = @('OverlappingKeys', 'OppositeOrder'),
    [string] $Scenario = 'Student',
    [int] $ClientCount = 10,
    [timespan] $Duration = '00:01:00',
    [timespan] $WarmUp = '00:00:10',
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$fixtures = Initialize-BatchFixtures -Connection $dms

foreach ($triples in $TripleCount) {
    foreach ($part in $Share) {
        $run = Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -Scenario $Scenario -BatchTripleCount $triples -ClientCount $ClientCount `
            -Duration $Duration -WarmUp $WarmUp -Contention $Contention -ContentionShare $part -SummaryOnly -WarningAction SilentlyContinue
        $all = $run | Get-BatchMetrics | Where-Object Name -EQ 'Aggregated'
        [pscustomobject]@{
            Triples                      = $triples
            Share                        = $part
            CommittedOperationsPerSecond = [Math]::Round($all.CommittedOperationsPerSecond, 1)
            P50Ms                        = $all.P50Ms
            P95Ms                        = $all.P95Ms
            Batches                      = $all.Requests
            Conflicts                    = $all.FailuresConflict
            Deadlocks                    = $all.Deadlocks
            OtherFailures                = $all.Failures - $all.FailuresConflict - $all.Deadlocks
            Verdict                      = $all.Verdict
        }
    }
}

Disconnect-BatchApi -Connection $dms
