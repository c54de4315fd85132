<#
.SYNOPSIS
The main job in a dozen lines: connect, make the fixtures, send batches for a while, look at the figures.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
.EXAMPLE
./examples/demo.ps1 -BaseUrl https://dms.example.org -Credential (Get-Credential) -Duration 00:01:00
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    [int] $ClientCount = 10,
    [timespan] $Duration = '00:00:15',
    # Where the files go.
    [string] $OutputPath = (Join-Path (Get-Location) 'demo'),
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$null = New-Item -ItemType Directory -Path $OutputPath -Force

$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$dms | Out-Host

$fixtures = Initialize-BatchFixtures -Connection $dms
$fixtures | Group-Object State -NoElement | ForEach-Object { "Fixtures: $($_.Count) $($_.Name)" } | Out-Host

$load = @{
    Connection    = $dms
    Fixture       = $fixtures
    ClientCount   = $ClientCount
    Duration      = $Duration
    ResultPath    = Join-Path $OutputPath 'results.csv'
    LocustCsvPath = $OutputPath
}
Invoke-BatchVolumeTest @load -RunVariable run | Where-Object { -not $_.Success } | Group-Object ErrorKind -NoElement | Out-Host

$metrics = $run | Get-BatchMetrics
$metrics | Format-Table | Out-Host
$metrics | Export-Csv (Join-Path $OutputPath 'metrics.csv')

# report.html is for people; the rest is for other tools.
$limits = 'p95 < 1s', 'failureRate < 1%'
$run | Export-BatchReport -Path $OutputPath -Format Html, Summary, Operations, Hgrm, HistogramLog, JUnit -Threshold $limits -Force | Out-Null
Disconnect-BatchApi -Connection $dms
