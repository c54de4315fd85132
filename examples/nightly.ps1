<#
.SYNOPSIS
A nightly run: the same load every night, its files in a folder of the day, an exit code for the scheduler.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Each night's folder holds results.csv (every batch), results.run.json (the run), metrics.csv and errors.csv. Beside the folders,
history.csv gets a line for each night: open it in a spreadsheet to see a trend.
Exit codes: 0 the run ended as planned and no batch failed, 1 batches failed, 2 the run could not be made or was stopped early.
.EXAMPLE
./examples/nightly.ps1 -BaseUrl https://dms.example.org -OutputPath /var/log/batchperf
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    [int] $ClientCount = 20,
    [int] $BatchTripleCount = 10,
    [timespan] $Duration = '00:30:00',
    [timespan] $WarmUp = '00:01:00',
    # Where each night gets a folder.
    [string] $OutputPath = (Join-Path (Get-Location) 'nightly'),
    # Folders of nights beyond these are deleted, the oldest first.
    [int] $KeepNights = 60,
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
trap { Write-Host "The nightly run failed: $_"; exit 2 }

Import-Module $ModulePath
$night = (New-Item -ItemType Directory -Path (Join-Path $OutputPath (Get-Date -Format 'yyyyMMdd-HHmmss')) -Force).FullName
$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key

# -SummaryOnly: the results go to the file, not through the pipeline. A server that is down does not keep us all night.
$load = @{
    Connection        = $dms
    ClientCount       = $ClientCount
    BatchTripleCount  = $BatchTripleCount
    Duration          = $Duration
    WarmUp            = $WarmUp
    StopOnFailureRate = '50%'
    ResultPath        = Join-Path $night 'results.csv'
}
$run = Invoke-BatchVolumeTest @load -SummaryOnly
Disconnect-BatchApi -Connection $dms

$metrics = $run | Get-BatchMetrics
$metrics | Export-Csv (Join-Path $night 'metrics.csv')
$run.Errors | Export-Csv (Join-Path $night 'errors.csv')
$all = $metrics | Where-Object Name -EQ 'Aggregated'
[pscustomobject]@{
    Night                        = $run.StartedAt.ToString('o')
    Server                       = $run.Server
    ServerVersion                = $run.ServerVersion
    Batches                      = $all.Requests
    Failures                     = $all.Failures
    CommittedOperationsPerSecond = $all.CommittedOperationsPerSecond
    P50Ms                        = $all.P50Ms
    P95Ms                        = $all.P95Ms
    P99Ms                        = $all.P99Ms
    Verdict                      = $run.Verdict.Verdict
} | Export-Csv (Join-Path $OutputPath 'history.csv') -Append

Get-ChildItem $OutputPath -Directory | Sort-Object Name -Descending | Select-Object -Skip $KeepNights | Remove-Item -Recurse
$metrics | Format-Table | Out-Host
exit ($run.Totals.Failed -gt 0 ? 1 : 0)
