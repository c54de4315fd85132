# A load from several processes of this machine, over sessions as remoting makes them. What a controller does besides is in tests/Unit/Fleet.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/fleet.ps1"
    $simulator = Start-TestSimulator -Option @{ 'latency-transaction-ms' = 20 } # leaves the processors to the machines
    $dms = New-TestConnection $simulator
    $sessions = New-ProcessSession; $sessions = @($sessions) + (New-ProcessSession)
    $modules = Join-Path $TestDrive modules
    $given = @{ Connection = $dms; Session = $sessions; ModulePath = $modules; StartIn = '5s'; MaxClockError = '5s'; WarningAction = 'Ignore' }
}

AfterAll {
    Remove-ProcessSession $sessions
    if ($simulator) { $simulator.Stop() }
}

Describe 'A load from two processes' {
    BeforeAll {
        $simulator.ResetCounts()
        $fleet = Invoke-BatchFleetTest @given -ClientCount 3 -Duration 2s -BatchTripleCount 2 -ResultPath $TestDrive/fleet.csv -RunVariable kept -ErrorAction Stop
        $counts = $simulator.Counts()
    }

    It 'is complete, and what the machines did is what the server counted' {
        $fleet.IsComplete | Should -BeTrue -Because "$($fleet.Machines.Fault)"
        $fleet.Machines.Segment | Should -Be '1/2', '2/2'
        $fleet.Run.Totals.OperationsCommitted | Should -Be $counts.operationsTotal.committed
        $fleet.Run.Totals.Batches | Should -BeGreaterThan 0
        ($fleet.Machines.Totals | Measure-Object Batches -Sum).Sum | Should -Be $fleet.Run.Totals.Batches
        $kept | Should -Be $fleet
    }

    It 'leaves nothing but fixtures, each of which was created once' {
        Get-LeftoverCount $simulator | Should -Be 0
        $counts.documents.byResource.schools | Should -Be 1
    }

    It 'brings the module once, by its hash' {
        Get-ChildItem $modules | Should -HaveCount 1
        Get-ChildItem $modules/*/EdFi.BatchPerf/EdFi.BatchPerf.psd1 | Should -HaveCount 1
    }

    It 'collects the files of every machine, and the merged run is a run' {
        $fleet.Files | ForEach-Object { $_ | Should -Exist }
        ($fleet.Files | Where-Object { $_ -like '*.csv' } | ForEach-Object { Import-Csv $_ }).Count | Should -Be $fleet.Run.Totals.Batches
        ($fleet.Run | Get-BatchMetrics)[-1].Requests | Should -BeGreaterThan 0
        $fleet.Run | Test-BatchThreshold 'failureRate < 1%' | ForEach-Object Passed | Should -BeTrue
        (Import-BatchResult $TestDrive/fleet.run.json).RunId | Should -Be $fleet.RunId
    }

    It 'survives being stored and read back' {
        $fleet | Export-Clixml $TestDrive/fleet.xml
        $back = Import-Clixml $TestDrive/fleet.xml
        [EdFi.BatchPerf.MachineState] $back.Machines[1].State | Should -Be Done
        $back.Machines[1].Totals.Batches | Should -Be $fleet.Machines[1].Totals.Batches
        ($back.Run | Get-BatchMetrics)[-1].Requests | Should -Be ($fleet.Run | Get-BatchMetrics)[-1].Requests
    }

    It 'fails as a load of one machine does where too much failed' {
        $failed = Invoke-BatchFleetTest @given -ClientCount 2 -Duration 30s -BatchTripleCount 1 -FailDeliberately -StopOnFailureRate 1% -ErrorAction SilentlyContinue -ErrorVariable problems
        $failed.Run.StopReason | Should -Be FailureRate
        $problems.FullyQualifiedErrorId | Should -BeLike 'FailureRateExceeded,*'
    }

    It 'keeps the secret out of every process and file' -Skip:(-not $IsLinux) {
        foreach ($process in @($PID) + $sessions.Instance.Process.Id) {
            [IO.File]::ReadAllText("/proc/$process/cmdline") | Should -Not -Match 'test-secret'
            [IO.File]::ReadAllText("/proc/$process/environ") | Should -Not -Match 'test-secret'
        }

        Get-ChildItem $TestDrive -Recurse -File | Select-String 'test-secret' -SimpleMatch -List | Should -BeNullOrEmpty
    }
}

Describe 'What a fleet does not offer' {
    It 'refuses -<Name> by name, with what to do instead' -ForEach @(
        @{ Name = 'Resume'; Value = 'x.journal'; Instead = '*Get-BatchLeftover*' }
        @{ Name = 'StopFile'; Value = 'stop'; Instead = '*Ctrl+C*' }
        @{ Name = 'Repeat'; Value = 2; Instead = '*Compare-BatchMetrics*' }
        @{ Name = 'Segment'; Value = '1/2'; Instead = '*-Weight*' }
        @{ Name = 'StartAt'; Value = '2040-01-01T00:00:00Z'; Instead = '*-StartIn*' }
        @{ Name = 'SummaryOnly'; Value = $true; Instead = '*BatchFleetRun*' }
        @{ Name = 'LocustCsvPath'; Value = 'csv'; Instead = '*Export-BatchReport*' }
        @{ Name = 'JournalPath'; Value = 'x.journal'; Instead = '*-ResultPath*' }
        @{ Name = 'DebugRun'; Value = $true; Instead = '*Invoke-BatchVolumeTest*' }
        @{ Name = 'PostgreSql'; Value = 'Host=x'; Instead = '*Invoke-BatchVolumeTest*' }
        @{ Name = 'ServerProcess'; Value = 'dms'; Instead = '*Invoke-BatchVolumeTest*' }
        @{ Name = 'MetricsCommand'; Value = { 1 }; Instead = '*Invoke-BatchVolumeTest*' }
        @{ Name = 'OtlpEndpoint'; Value = 'http://127.0.0.1:4317'; Instead = '*-Dashboard*' }
    ) {
        $more = @{ $Name = $Value }
        Assert-Problem FleetParameter InvalidArgument "*-$Name*$Instead" { Invoke-BatchFleetTest @given @more -Confirm:$false }
    }

    It 'sends nothing where the answer is no' {
        $simulator.ResetCounts()
        Invoke-BatchFleetTest @given -WhatIf | Should -BeNullOrEmpty
        $simulator.Counts().operationsTotal.committed | Should -Be 0
    }

    It 'names a machine whose session is busy or closed, and sends nothing from any' {
        $closed = New-ProcessSession
        $closed.Runspace.Close()
        $simulator.ResetCounts()
        Assert-Problem MachineAbsent ConnectionError '*Closed*' { Invoke-BatchFleetTest @given -Session (@($sessions) + $closed) -Confirm:$false } | Out-Null
        $simulator.Counts().operationsTotal.committed | Should -Be 0
        Remove-ProcessSession $closed
    }
}
