# One plan carried out by several machines: processes of this one behind the serialisation of remoting.
param([string] $Module, [string] $ScenarioPath, [string] $BaseUrl, [string] $Duration, [int] $Machines, [switch] $Idle)
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue' # short runs are doubted, and rightly
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module

. "$PSScriptRoot/machines.ps1"

$secret = ConvertTo-SecureString $env:PERF_API_SECRET -AsPlainText -Force
$dms = Connect-BatchApi -BaseUrl $BaseUrl -Credential ([pscredential]::new($env:PERF_API_KEY, $secret))
$null = Initialize-BatchFixtures -Connection $dms
$sessions = 1..$Machines | ForEach-Object { New-ProcessSession }
$process = [Diagnostics.Process]::GetCurrentProcess()
$folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "fleet-$([guid]::NewGuid())")).FullName
try {
    $fleet = @{ Session = $sessions; Connection = $dms; Duration = $Duration; StartIn = '5s'; Confirm = $false }
    $quiet = @{ ClientCount = $Machines; ThinkTime = '100ms' }
    $loads = foreach ($load in $Idle ? @($quiet) : @(@{ ClientCount = 7 }, @{ ArrivalRate = 31 }, $quiet)) {
        $null = Invoke-BatchFleetTest @fleet @load # compiles
        $before = Get-Committed
        $cpu = $process.TotalProcessorTime
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $kept = $load.ArrivalRate ? @{ ResultPath = Join-Path $folder results.csv; Force = $true } : @{}
        $result = Invoke-BatchFleetTest @fleet @load @kept
        $used = ($process.TotalProcessorTime - $cpu).TotalSeconds / $watch.Elapsed.TotalSeconds
        $sent = @($load.ArrivalRate ? (Get-ChildItem $folder -Filter *.csv | Import-BatchResult | ForEach-Object { $_.StartedAt.UtcTicks } | Sort-Object) : @())
        @{
            Committed   = $result.Run.Totals.OperationsCommitted
            Told        = (Get-Committed) - $before
            Rate        = $result.Run.Metrics[-1].RequestsPerSecond
            Batches     = $result.Run.Metrics[-1].Requests
            StartsMs    = @($result.Machines.StartDeviationMs)
            ErrorsMs    = @($result.Machines.ClockErrorMs)
            Controller  = $used
            IsComplete  = $result.IsComplete
            GapsMs      = @(for ($i = 1; $i -lt $sent.Count; $i++) { ($sent[$i] - $sent[$i - 1]) / 1e4 }) # one clock: all machines are this one
        }
    }
}
finally {
    Remove-Item $folder -Recurse -Force
    $sessions | ForEach-Object { if (-not $_.Instance.HasExited) { $_.Instance.Process.Kill() }; $_.Instance.Dispose() }
}

@{ Loads = @($loads) } | ConvertTo-Json -Compress -Depth 5
