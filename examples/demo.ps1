<#
.SYNOPSIS
The main job in a dozen lines: connect, make the fixtures, send batches for a while, look at the figures.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given. A run is judged Valid only with a
measured window of 30 s or more; the first second of -Duration goes into starting the clients.
.EXAMPLE
./examples/demo.ps1 -BaseUrl https://dms.example.org -Credential (Get-Credential) -Duration 00:01:00
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    [int] $ClientCount = 10,
    [timespan] $WarmUp = '00:00:04',
    [timespan] $Duration = '00:00:32',
    # Where the files go.
    [string] $OutputPath = (Join-Path (Get-Location) 'demo'),
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
if ([Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }
Import-Module $ModulePath
$null = New-Item -ItemType Directory -Path $OutputPath -Force

$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
"Connected to $($dms.BaseUrl): version $($dms.Version), data standard $($dms.DataStandard)" | Out-Host

$fixtures = Initialize-BatchFixtures -Connection $dms
"Fixtures: $(($fixtures | Group-Object State | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', ')" | Out-Host

$load = @{
    Connection    = $dms
    Fixture       = $fixtures
    ClientCount   = $ClientCount
    WarmUp        = $WarmUp
    Duration      = $Duration
    ResultPath    = Join-Path $OutputPath 'results.csv'
    LocustCsvPath = $OutputPath
    # The verdict comes at the end, with its reasons.
    WarningAction = 'SilentlyContinue'
}
"Load: $ClientCount clients for $(($WarmUp + $Duration).TotalSeconds) s, the first $($WarmUp.TotalSeconds) s of them warm-up" | Out-Host
$next = 5
Invoke-BatchVolumeTest @load -RunVariable run -WarningVariable warnings | ForEach-Object {
    # Results come one by one while the run goes on; every five seconds one of them tells how it goes.
    $seconds = ([datetimeoffset]::UtcNow - $run.StartedAt).TotalSeconds
    if ($seconds -ge $next) {
        '  {0,3:N0} s  {1,9:N0} operations committed, {2:N0} of {3:N0} batches failed' -f $next, $run.Totals.OperationsCommitted, $run.Totals.Failed, $run.Totals.Batches | Out-Host
        $next += 5
    }

    $_
} | Where-Object { -not $_.Success } | Group-Object ErrorKind -NoElement | Out-Host

$metrics = $run | Get-BatchMetrics
$metrics | Export-Csv (Join-Path $OutputPath 'metrics.csv')

# report.html is for people; the rest is for other tools.
$limits = 'p95 < 1s', 'failureRate < 1%'
$run | Export-BatchReport -Path $OutputPath -Format Html, Summary, Operations, Hgrm, HistogramLog, JUnit -Threshold $limits -Force | Out-Null
Disconnect-BatchApi -Connection $dms

$metrics | Format-Table | Out-Host
$reasons = $run.Verdict.Reasons.Count -gt 0 ? $run.Verdict.Reasons : 'The client kept up, the load was steady and the window long enough.'
@($warnings) -notlike 'Verdict *' | ForEach-Object { "Warning: $_" } | Out-Host
"Verdict: $($run.Verdict.Verdict)" | Out-Host
$reasons -replace '(.{1,92})(\s+|$)', "  `$1`n" | ForEach-Object TrimEnd | Out-Host
"Open in a browser: $(Join-Path $OutputPath 'report.html')" | Out-Host
