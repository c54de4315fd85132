# Ctrl+C, and Ctrl+C again, as a terminal sends them to the controller's process; the machines are processes of their own.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/fleet.ps1"
    $simulator = Start-TestSimulator -Option @{ 'latency-transaction-ms' = 20 }

    # A controller of two machines, in a process that Ctrl+C reaches also where this one ignores it, as what a shell starts in the background does.
    function Start-Controller([string] $Folder) {
        $script = @"
`$ErrorActionPreference = 'Stop'
Import-Module '$ModulePath'
. '$PSScriptRoot/fleet.ps1'
`$machines = 1..2 | ForEach-Object { New-ProcessSession }
`$credential = [pscredential]::new('test-key', (ConvertTo-SecureString 'test-secret' -AsPlainText -Force))
`$dms = Connect-BatchApi '$($simulator.BaseUrl)' -Credential `$credential
Invoke-BatchFleetTest `$machines -Connection `$dms -ArrivalRate 20 -ClientCount 2000 -Duration 10m -StopTimeout 10m -BatchTripleCount 1 -StartIn 5s -MaxClockError 5s -ResultPath '$Folder/fleet.csv' -ModulePath '$Folder/modules'
"@
        $program, $first = Get-PowerShellCommand
        $start = [Diagnostics.ProcessStartInfo]::new('env')
        foreach ($argument in @('--default-signal=INT', $program, $first | Where-Object { $_ }) + '-NoProfile', '-NonInteractive', '-Command', $script) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $process | Add-Member -PassThru NoteProperty Said $process.StandardOutput.ReadToEndAsync() | Add-Member -PassThru NoteProperty Complained $process.StandardError.ReadToEndAsync()
    }

    # The number of batches of the load, of one triple each; the server counts one before it holds its answer back. What a connection
    # asks by batches of its own creates nothing.
    function Get-Sent { $simulator.Counts().operations.create.committed }

    # The number of batches that were sent, once no more are.
    function Wait-Silence {
        $held = @{ Count = -1; Since = [Diagnostics.Stopwatch]::StartNew() }
        Wait-Until -Because 'a stopped load sends no new batch' {
            $now = Get-Sent
            if ($now -ne $held.Count) { $held.Count = $now; $held.Since.Restart() }
            $held.Since.Elapsed.TotalSeconds -gt 1 # 20 arrivals
        }
        $held.Count
    }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Ctrl+C while a fleet loads' -Skip:(-not $IsLinux) {
    BeforeAll {
        $folder = (New-Item -ItemType Directory "$TestDrive/stopped").FullName
        $controller = Start-Controller $folder
        try {
            Wait-Until { $simulator.Counts().operationsTotal.committed -gt 100 -or $controller.HasExited } -Because 'the load begins'
            $controller.HasExited | Should -BeFalse -Because "it loads: $($controller.HasExited ? $controller.Complained.Result : '')"
            $simulator.Set(@{ latencyTransactionMs = 600000 }) # whatever begins from now on is in flight until it is given up
            $before = Get-Sent
            Wait-Until { (Get-Sent) -gt $before + 20 } -Because 'batches of both machines hang'

            & /bin/kill -INT $controller.Id
            $sent = Wait-Silence
            $waiting = -not $controller.HasExited
            & /bin/kill -INT $controller.Id
            $ended = $controller.WaitForExit(60000)
            $said = "$($controller.Said.Wait(10000) ? $controller.Said.Result : '') $($controller.Complained.Wait(10000) ? $controller.Complained.Result : '')"
        }
        finally {
            if (-not $controller.HasExited) { $controller.Kill($true) }
            $simulator.Set(@{ latencyTransactionMs = 0 })
        }
    }

    It 'first ends all machines gracefully: nothing new is sent, and what is in flight is waited for' {
        $waiting | Should -BeTrue
        Get-Sent | Should -Be $sent
    }

    It 'ends the load at once when it comes again' {
        $ended | Should -BeTrue
    }

    It 'collects the results of every machine, those that were given up among them' {
        $results = Get-ChildItem $folder -Filter *.csv
        $results | Should -HaveCount 2
        foreach ($result in $results) {
            $rows = Import-Csv $result
            @($rows | Where-Object Success -EQ True).Count | Should -BeGreaterThan 0
            @($rows | Where-Object ErrorKind -EQ Canceled).Count | Should -BeGreaterThan 0
        }

        @($results | ForEach-Object { Import-Csv $_ }).Count | Should -Be $sent
    }

    It 'keeps the journals, names them, and they say what may be left' {
        $journals = Get-ChildItem $folder -Filter *.journal
        $journals | Should -HaveCount 2
        $journals | ForEach-Object { ($said -replace '\s') | Should -BeLike "*$($_.FullName -replace '\s')*" } # a console wraps lines
        $dms = New-TestConnection $simulator
        $journals | ForEach-Object { { $dms | Remove-BatchLeftover -Journal $_.FullName -Force -WarningAction Ignore } | Should -Not -Throw }
        Get-LeftoverCount $simulator | Should -Be 0
    }

    It 'writes the merged run, which is stopped' {
        $run = Get-ChildItem $folder -Filter *.run.json | Get-Content -Raw | ConvertFrom-Json
        $run.stopReason | Should -BeIn Canceled, StopRequested
        $run.totals.batches | Should -Be $sent
    }
}
