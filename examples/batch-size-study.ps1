<#
.SYNOPSIS
Which batch size commits most operations a second, and what does it cost in latency?
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Runs the same load with one batch size after the other and returns a row for each. Sizes over the server's limit are left out.
With the number of clients held, larger batches put more work in flight: look at the latency, too, and repeat the study with other
numbers of clients.
.EXAMPLE
./examples/batch-size-study.ps1 -BaseUrl https://dms.example.org | Export-Csv sizes.csv
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    # Triples in a batch; 3 operations each.
    [int[]] $TripleCount = @(1, 2, 5, 10, 20, 33),
    [string] $Scenario = 'Student',
    [int] $ClientCount = 20,
    [timespan] $Duration = '00:01:00',
    [timespan] $WarmUp = '00:00:15',
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key -LearnBatchLimit
$fixtures = Initialize-BatchFixtures -Connection $dms
$perTriple = (Get-BatchScenario $Scenario).OperationsPerTriple

foreach ($triples in $TripleCount) {
    if ($dms.BatchLimit -and $triples * $perTriple -gt $dms.BatchLimit) {
        Write-Warning "$triples triples are $($triples * $perTriple) operations; the server takes $($dms.BatchLimit). Left out."
        continue
    }

    $all = Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -Scenario $Scenario -BatchTripleCount $triples -ClientCount $ClientCount -Duration $Duration -WarmUp $WarmUp |
        Get-BatchMetrics | Where-Object Name -EQ 'Aggregated'
    [pscustomobject]@{
        Triples                      = $triples
        Operations                   = $triples * $perTriple
        CommittedOperationsPerSecond = [Math]::Round($all.CommittedOperationsPerSecond, 1)
        BatchesPerSecond             = [Math]::Round($all.RequestsPerSecond, 1)
        P50Ms                        = $all.P50Ms
        P95Ms                        = $all.P95Ms
        MsPerTriple                  = $all.TripleMeanMs
        Failures                     = $all.Failures
        Verdict                      = $all.Verdict
    }
}

Disconnect-BatchApi -Connection $dms
