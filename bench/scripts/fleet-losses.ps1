# How soon a controller sees that a machine is killed or silent, and how soon the load ends after a stop or without the controller. Machines
# are processes of this one behind the serialisation of remoting.
param([string] $Module, [string] $ScenarioPath, [string] $BaseUrl, [int] $Machines, [string] $Lease, [string] $What)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module

. "$PSScriptRoot/machines.ps1"

function Wait-Sending([long] $Before) { while ((Get-Committed) -eq $Before) { if ($running.IsCompleted) { $shell.EndInvoke($running) } } }

$secret = ConvertTo-SecureString $env:PERF_API_SECRET -AsPlainText -Force
$dms = Connect-BatchApi -BaseUrl $BaseUrl -Credential ([pscredential]::new($env:PERF_API_KEY, $secret))
$null = Initialize-BatchFixtures -Connection $dms
$sessions = 1..$Machines | ForEach-Object { New-ProcessSession }
$last = Invoke-Command -Session $sessions[-1] { $PID }
$before = Get-Committed
$runspace = [runspacefactory]::CreateRunspace()
$runspace.Open()
$shell = [powershell]::Create($runspace).AddScript({
    param($module, $fleet)
    Import-Module $module
    Invoke-BatchFleetTest @fleet -ErrorAction Ignore
}).AddArgument($Module).AddArgument(@{
    Session = $sessions; Connection = $dms; ClientCount = $Machines; Duration = '40s'; StartIn = '5s'; Lease = $Lease; Confirm = $false
})
try {
    $running = $shell.BeginInvoke()
    Wait-Sending $before
    $watch = [Diagnostics.Stopwatch]::new()
    switch ($What) {
        Orphan {
            $PID # whoever reads it stops this process for good
            $null = $shell.EndInvoke($running)
        }
        Stop {
            $watch.Start()
            $null = $shell.BeginStop($null, $null)
            for ($count = -1; $watch.Elapsed.TotalSeconds -lt 5; ) {
                $now = Get-Committed
                if ($now -ne $count) { $count = $now; $ended = $watch.Elapsed.TotalSeconds }
            }
            $ended
        }
        default {
            $watch.Start()
            & kill ($What -eq 'Kill' ? '-9' : '-STOP') $last
            while (-not ($shell.Streams.Warning | Where-Object Message -Like '* is lost: *')) {
                if ($running.IsCompleted) { throw 'The load ended, and no machine was lost.' }
                [Threading.Thread]::Sleep(2)
            }
            $watch.Elapsed.TotalSeconds
            & kill -9 $last
            $shell.Stop()
        }
    }
}
finally {
    $sessions | ForEach-Object { if (-not $_.Instance.HasExited) { $_.Instance.Process.Kill() }; $_.Instance.Dispose() }
}
