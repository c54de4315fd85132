# A load from two machines that are this one, over SSH: a real sshd on loopback, with keys and configuration of its own.

BeforeDiscovery {
    $sshd = Get-Command sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    $missing = if (-not $IsLinux) { 'this is not Linux' } elseif (-not $sshd) { 'sshd is missing (Debian: openssh-server)' } elseif (-not (Get-Command ssh -ErrorAction Ignore)) { 'ssh is missing' }
}

Describe 'A load from two machines over SSH' -Skip:([bool]$missing) {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        . "$PSScriptRoot/fleet.ps1"
        $ssh = Start-TestSshd
        $sessions = 1..2 | ForEach-Object { New-TestSshSession $ssh }
        $simulator = Start-TestSimulator -Option @{ 'latency-transaction-ms' = 20 } # leaves the processors to the machines
        $dms = New-TestConnection $simulator
        $given = @{ Connection = $dms; ModulePath = (Join-Path $TestDrive modules); StartIn = '5s'; MaxClockError = '5s'; WarningAction = 'Ignore' }
    }

    AfterAll {
        $sessions | Remove-PSSession -ErrorAction Ignore
        if ($ssh) { $ssh.Stop() }
        if ($simulator) { $simulator.Stop() }
    }

    It 'counts what the server counted, and leaves nothing' {
        # a client for each arrival, so that none is dropped where the machine pauses
        $fleet = Invoke-BatchFleetTest $sessions @given -ClientCount 93 -ArrivalRate 31 -Duration 3s -BatchTripleCount 1 -ErrorAction Stop
        $fleet.IsComplete | Should -BeTrue
        $fleet.Machines.Segment | Should -Be '1/2', '2/2'
        $fleet.Run.Totals.Batches | Should -Be $fleet.Run.ScheduledArrivals
        $fleet.Run.Totals.OperationsCommitted | Should -Be $simulator.Counts().operationsTotal.committed
        ($fleet.Machines.StartDeviationMs | Measure-Object -Maximum -Minimum).Count | Should -Be 2
        Get-LeftoverCount $simulator | Should -Be 0
    }

    It 'goes on without a machine that was killed, and says at least what it did' {
        $process = Invoke-Command -Session $sessions[1] { $PID }
        $watch = @{}
        $run = Start-Interruptible -Variable (@{ sessions = $sessions; given = $given; watch = $watch }) -Script {
            Invoke-BatchFleetTest $sessions @given -ClientCount 3 -Duration 6s -BatchTripleCount 1 -ErrorAction SilentlyContinue -ErrorVariable problem
            $watch.Problem = $problem
        }
        try {
            $simulator.ResetCounts()
            Wait-Until { $simulator.Counts().operationsTotal.committed -gt 0 -or $run.Running.IsCompleted }
            & kill -9 $process
            $run.Wait()
            $fleet = $run.Output[-1]
        }
        finally {
            $run.Dispose()
        }

        $fleet.IsComplete | Should -BeFalse
        $fleet.Machines.State | Should -Be 'Done', 'Lost'
        "$($fleet.Verdict.Verdict)" | Should -Be Incomplete
        "$($fleet.Verdict)" | Should -BeLike '*(2)*'
        $fleet.Machines[1].Journal | Should -Exist
        Get-ChildItem (Split-Path $fleet.Machines[1].Journal), $ssh.Folder -Recurse -File | Select-String 'test-secret' -SimpleMatch -List | Should -BeNullOrEmpty
        $watch.Problem[0].FullyQualifiedErrorId | Should -BeLike 'FleetIncomplete,*'
        $dms | Remove-BatchLeftover -Journal $fleet.Machines[1].Journal -Force -WarningAction Ignore | Out-Null
        Get-LeftoverCount $simulator | Should -Be 0
    }
}
