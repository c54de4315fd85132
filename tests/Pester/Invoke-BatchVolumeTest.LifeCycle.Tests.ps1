BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $connection
    $short = @{ Connection = $connection; Fixture = $fixtures; WarningAction = 'Ignore' }
    $port = ([uri] $simulator.BaseUrl).Port

    # Established connections to the simulator, seen from its clients' side; from the sockets that this process holds.
    function Get-OpenSocket {
        $remote = '(0100007F|0000000000000000FFFF00000100007F):{0:X4}$' -f $port
        $established = foreach ($line in Get-Content /proc/net/tcp, /proc/net/tcp6 -ErrorAction Ignore) {
            $fields = -split $line
            if ($fields[2] -match $remote -and $fields[3] -eq '01') { $fields[9] }
        }
        $own = Get-ChildItem "/proc/$PID/fd" -ErrorAction Ignore | ForEach-Object { if ($_.LinkTarget -match '^socket:\[(\d+)\]') { $Matches[1] } }
        @($established | Where-Object { $_ -in $own }).Count
    }

    # A run that has ended: it says so, its counts add up, and the server hears nothing more.
    function Assert-Complete($Run, [string] $StopReason = 'Canceled') {
        $Run.EndedAt | Should -Not -BeNullOrEmpty
        $Run.StopReason | Should -Be $StopReason
        $Run.InFlight | Should -Be 0
        $Run.Clients | Should -Be 0
        $Run.Totals.Batches | Should -Be ($Run.Totals.Succeeded + $Run.Totals.Failed + $Run.Totals.Canceled)
        $Run.Totals.OperationsSent | Should -Be ($Run.Totals.OperationsCommitted + $Run.Totals.OperationsRolledBack + $Run.Totals.OperationsFailed + $Run.Totals.OperationsNotAttempted + $Run.Totals.OperationsUnknown)
    }

    # Nothing comes after the end: the server's counts settle where nobody sends.
    function Assert-Silence {
        $before = $simulator.Counts().batchRequests
        Start-Sleep -Milliseconds 150
        $simulator.Counts().batchRequests | Should -Be $before
    }

    function Assert-FilesComplete([string] $Path, $Run) {
        Import-Csv $Path | Should -HaveCount $Run.Totals.Batches
        (Get-Content ([IO.Path]::ChangeExtension($Path, '.run.json')) -Raw | ConvertFrom-Json).stopReason | Should -Be $Run.StopReason
    }
}

AfterAll {
    $simulator.Stop()
}

Describe 'A pipeline that is closed downstream' {
    It 'ends the run promptly: Select-Object -First' {
        $results = Invoke-BatchVolumeTest @short -Duration 10m -ResultPath "$TestDrive/first.csv" -RunVariable run | Select-Object -First 3
        $results | Should -HaveCount 3
        Assert-Complete $run
        Assert-FilesComplete "$TestDrive/first.csv" $run
        Assert-Silence
    }

    It 'leaves no progress bar: <Script>' -ForEach @(
        @{ Script = 'Invoke-BatchVolumeTest @short -Duration 10m | Select-Object -First 3' }
        @{ Script = 'try { Invoke-BatchVolumeTest @short -Duration 10m | ForEach-Object { if ($n++ -gt 2) { throw "x" } } } catch { "caught" }' }
    ) {
        $session = Start-Interruptible $Script @{ short = $short }
        try {
            $session.Wait()
            $session.Shell.Streams.Progress[-1].RecordType | Should -Be Completed
        }
        finally {
            $session.Dispose()
        }
    }

    It 'gives up what is in flight, and counts it as unknown' {
        $simulator.Set(@{ latencyTransactionMs = 50 })
        try {
            $null = Invoke-BatchVolumeTest @short -Duration 10m -ClientCount 5 -SpawnRate 1000 -RunVariable run | Select-Object -First 1
        }
        finally {
            $simulator.Set(@{ latencyTransactionMs = 0 })
        }

        Assert-Complete $run
        $run.Totals.Canceled | Should -BeGreaterThan 0
        $run.Totals.OperationsUnknown | Should -Be (30 * $run.Totals.Canceled)
    }

    It 'ends the run when a cmdlet behind it fails, and passes the error on' {
        $run = $null
        { Invoke-BatchVolumeTest @short -Duration 10m -RunVariable run | ForEach-Object { $script:live = $run; throw 'downstream broke' } } | Should -Throw 'downstream broke'
        Assert-Complete $live
        Assert-Silence
    }

    It 'goes on when a cmdlet behind it only writes errors' {
        $null = Invoke-BatchVolumeTest @short -BatchCount 20 -RunVariable run | ForEach-Object { Write-Error "no $($_.Sequence)" -ErrorAction SilentlyContinue }
        Assert-Complete $run BatchCount
        $run.Totals.Batches | Should -Be 20
    }

    It 'ends the run with break, too' {
        foreach ($once in 1) {
            Invoke-BatchVolumeTest @short -Duration 10m -RunVariable run | ForEach-Object { $script:live = $run; break }
        }

        Assert-Complete $live
    }
}

Describe 'Ctrl+C' {
    BeforeEach {
        $seen = [hashtable]::Synchronized(@{})
        $path = "$TestDrive/$([guid]::NewGuid()).csv"
    }

    It 'ends a run that streams within about a second: run and files are complete' {
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 10m -ResultPath $path -LocustCsvPath $locust -RunVariable run | ForEach-Object { $seen.Run = $run; $_ }' @{ short = $short; path = $path; locust = "$TestDrive/locust"; seen = $seen }
        try {
            Wait-Until { $session.Output.Count -gt 20 } -Because 'results must stream'
            $session.Stop()
            Assert-Complete $seen.Run
            Assert-FilesComplete $path $seen.Run
            (Import-Csv "$TestDrive/locust/batch_volume_stats.csv" | Where-Object Name -EQ Aggregated).'Request Count' | Should -Be ($seen.Run.Totals.Batches - $seen.Run.Totals.Canceled)
            $session.Get('run') | Should -Be $seen.Run
            Assert-Silence
        }
        finally {
            $session.Dispose()
        }
    }

    It 'gives up batches in flight at once: Canceled, their operations unknown' {
        $before = $simulator.Counts().batchRequests
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 10m -ClientCount 4 -SpawnRate 1000 -ResultPath $path -RunVariable run | ForEach-Object { $seen.Run = $run }' @{ short = $short; path = $path; seen = $seen }
        try {
            Wait-Until { $seen.Run }
            $simulator.Set(@{ latencyTransactionMs = 600000 })
            Wait-Until { $seen.Run.Totals.Batches + 4 -eq $simulator.Counts().batchRequests - $before } -Because 'all clients must wait for an answer'
            $session.Stop()
            $run = $seen.Run
            Assert-Complete $run
            $run.Totals.Canceled | Should -Be 4
            $run.Totals.OperationsUnknown | Should -Be 120
            @(Import-Csv $path | Where-Object ErrorKind -EQ Canceled).Count | Should -Be 4
            Assert-FilesComplete $path $run
        }
        finally {
            $session.Dispose()
            $simulator.Set(@{ latencyTransactionMs = 0 })
        }
    }

    It 'leaves a complete run to a pipeline of -SummaryOnly, too' {
        $before = $simulator.Counts().batchRequests
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 10m -SummaryOnly -RunVariable run' @{ short = $short }
        try {
            Wait-Until { $simulator.Counts().batchRequests -gt $before }
            $session.Stop()
            $session.Output.Count | Should -Be 0
            Assert-Complete $session.Get('run')
        }
        finally {
            $session.Dispose()
        }
    }

    It 'ends a run whose reader is stuck' {
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 10m -RunVariable run | ForEach-Object { $seen.Run = $run; Start-Sleep 600 }' @{ short = $short; seen = $seen }
        try {
            Wait-Until { $seen.Run }
            $session.Stop()
            Assert-Complete $seen.Run
        }
        finally {
            $session.Dispose()
        }
    }

    It 'ends the set-up, too' {
        $other = Start-TestSimulator
        try {
            $there = New-TestConnection $other
            $other.Set(@{ latencyTransactionMs = 600000 })
            $session = Start-Interruptible 'Invoke-BatchVolumeTest -Connection $there -BatchCount 1 -RunVariable run' @{ there = $there }
            Wait-Until { $other.Counts().resources.psobject.Properties.Name -match 'GET' } -Because 'the set-up must have asked for something'
            $session.Stop()
            $session.Get('run') | Should -BeNullOrEmpty
            $session.Dispose()
        }
        finally {
            $other.Stop()
        }
    }
}

Describe 'Several runs at once' {
    It 'do not disturb one another: ForEach-Object -Parallel' {
        $simulator.ResetCounts()
        $runs = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            $short = $using:short
            Invoke-BatchVolumeTest @short -BatchCount 20 -SummaryOnly
        }
        $runs | Should -HaveCount 3
        $runs.RunId | Select-Object -Unique | Should -HaveCount 3
        $runs | ForEach-Object { Assert-Complete $_ BatchCount }
        ($runs.Totals | Measure-Object OperationsCommitted -Sum).Sum | Should -Be 1800
        $simulator.Counts().operationsTotal.committed | Should -Be 1800
    }

    It 'do not disturb one another: Start-ThreadJob' {
        $jobs = 1..2 | ForEach-Object { Start-ThreadJob { Import-Module $using:ModulePath; $short = $using:short; Invoke-BatchVolumeTest @short -BatchCount 20 } }
        $results = $jobs | Receive-Job -Wait -AutoRemoveJob
        $results | Should -HaveCount 40
        $results.Success | Select-Object -Unique | Should -BeTrue
        $results | Group-Object RunId | ForEach-Object Count | Should -Be 20, 20
    }

    It 'go on with their own sockets when the connection is closed under them' {
        $mine = New-TestConnection $simulator
        $null = Invoke-BatchVolumeTest -Connection $mine -Fixture $fixtures -BatchCount 20 -ThinkTime 10ms -WarningAction Ignore -RunVariable run | ForEach-Object { if (-not $mine.Closed) { $mine | Disconnect-BatchApi } }
        Assert-Complete $run BatchCount
        $run.Totals.Succeeded | Should -Be 20
    }
}

Describe 'The module' {
    It 'can be imported anew and removed while a run lasts, in a session of its own' {
        $session = Start-Interruptible @'
$job = Start-ThreadJob { Import-Module $using:module; $short = $using:short; Invoke-BatchVolumeTest @short -BatchCount 50 -ThinkTime 5ms -SummaryOnly }
Import-Module $module -Force
Remove-Module EdFi.BatchPerf
Import-Module $module
$job | Receive-Job -Wait -AutoRemoveJob
Invoke-BatchVolumeTest @short -BatchCount 1 -SummaryOnly
'@ @{ short = $short; module = $ModulePath }
        try {
            $session.Wait()
            $session.Shell.Streams.Error | Should -BeNullOrEmpty
            $session.Output | ForEach-Object { Assert-Complete $_ BatchCount }
            $session.Output.Count | Should -Be 2
        }
        finally {
            $session.Dispose()
        }
    }
}

Describe 'What is left after runs' {
    It 'is no socket, however they ended' -Skip:(-not $IsLinux) -Tag 'Needs Linux' {
        $idle = Get-OpenSocket
        $null = Invoke-BatchVolumeTest @short -BatchCount 40 -ClientCount 8 -SpawnRate 1000
        $null = Invoke-BatchVolumeTest @short -Duration 10m -ClientCount 8 -SpawnRate 1000 | Select-Object -First 1
        try { Invoke-BatchVolumeTest @short -Duration 10m -ClientCount 8 -SpawnRate 1000 | ForEach-Object { throw 'x' } } catch { $null = $_ }
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 10m -ClientCount 8 -SpawnRate 1000' @{ short = $short }
        Wait-Until { $session.Output.Count -gt 0 }
        $during = Get-OpenSocket
        $session.Stop()
        $session.Dispose()
        $during | Should -BeGreaterThan $idle
        Wait-Until { (Get-OpenSocket) -le $idle } -Because 'the sockets of ended runs must be closed'
    }

    It 'is no worker: nothing is sent and no processor time is used' {
        $null = Invoke-BatchVolumeTest @short -BatchCount 40 -ClientCount 20 -SpawnRate 1000
        $null = Invoke-BatchVolumeTest @short -Duration 10m -ClientCount 20 -SpawnRate 1000 | Select-Object -First 1
        Assert-Silence
    }

    It 'is no temporary file' {
        $folder = New-Item -ItemType Directory "$TestDrive/left"
        $null = Invoke-BatchVolumeTest @short -Duration 10m -ResultPath "$folder/r.csv" | Select-Object -First 1
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be r.csv, r.journal, r.run.json
    }
}
