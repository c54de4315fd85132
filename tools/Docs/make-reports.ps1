<#
.SYNOPSIS
Makes the runs of which docs/pictures shows the reports: one with limits and a baseline, one with failures.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $ModulePath
New-Item $OutputPath -ItemType Directory -Force | Out-Null

function Invoke-Run([string[]] $Fault, [string] $Duration, [string] $ResultPath) {
    $arguments = @('--latency-jitter', '0.3') + $Fault
    $simulator = Start-BatchSimulator -TransactionLatency 40ms -OperationLatency 0.5ms -ArgumentList $arguments
    try {
        $dms = Connect-BatchApi $simulator.BaseUrl $simulator.Credential -LearnBatchLimit
        Initialize-BatchFixtures -Connection $dms -Confirm:$false | Out-Null
        $load = @{ ClientCount = 4; SpawnRate = 4; Duration = $Duration; ResultPath = $ResultPath }
        Invoke-BatchVolumeTest -Connection $dms @load -Force -SummaryOnly -WarningAction Ignore
    }
    finally { Stop-BatchSimulator $simulator }
}

$baseline = Invoke-Run @() 35s "$OutputPath/earlier.csv"
$good = Invoke-Run @() 35s "$OutputPath/later.csv"
$good | Export-BatchReport -Path "$OutputPath/good" -Format Html -Threshold 'p95 < 250ms', 'failureRate < 1%' -Baseline $baseline | Out-Null
$failing = Invoke-Run @('--failure-rate', '0.2', '--throttle-rate', '0.1') 35s "$OutputPath/failing.csv"
$failing | Export-BatchReport -Path "$OutputPath/failing" -Format Html -Threshold 'p95 < 250ms', 'failureRate < 1%' | Out-Null
