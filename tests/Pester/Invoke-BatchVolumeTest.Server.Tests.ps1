# What a run costs its server: -PostgreSql against a real PostgreSQL where one is installed, -ServerProcess, -MetricsCommand.

BeforeDiscovery {
    # As root it is started as nobody, which takes setpriv: PostgreSQL refuses to run as root.
    $folders = @($env:PATH -split [IO.Path]::PathSeparator) + @(Get-ChildItem '/usr/lib/postgresql/*/bin' -ErrorAction Ignore | Sort-Object FullName -Descending | ForEach-Object FullName)
    $binaries = $folders | Where-Object { $_ -and (Test-Path "$_/initdb") -and (Test-Path "$_/psql") -and (Test-Path "$_/postgres") } | Select-Object -First 1
    if ([Environment]::IsPrivilegedProcess -and -not (Get-Command setpriv -ErrorAction Ignore)) { $binaries = $null }
    $noPostgreSql = -not $binaries
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $load = @{ Connection = $dms; ClientCount = 2; SummaryOnly = $true; WarningAction = 'Ignore' }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe '-PostgreSql' -Skip:$noPostgreSql -Tag 'Needs PostgreSQL (initdb on PATH or in /usr/lib/postgresql/*/bin)' -ForEach @{ Binaries = $binaries } {
    BeforeAll {
        # A shell between here and the server ends it with this process, whatever happens.
        function Start-AsOther([string] $Script) {
            $start = [Diagnostics.ProcessStartInfo]::new('sh')
            if ([Environment]::IsPrivilegedProcess) {
                $start.FileName = 'setpriv'
                '--reuid=nobody', '--clear-groups', 'sh' | ForEach-Object { $start.ArgumentList.Add($_) }
            }

            '-c', $Script | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.WorkingDirectory = '/'
            $start.RedirectStandardInput = $start.RedirectStandardError = $start.RedirectStandardOutput = $true
            [Diagnostics.Process]::Start($start)
        }

        $folder = [IO.Directory]::CreateTempSubdirectory('pg-').FullName
        $password = 'not-to-be-seen'
        Set-Content "$folder/password" $password
        if ([Environment]::IsPrivilegedProcess) { chown -R nobody $folder }
        $made = Start-AsOther "'$Binaries/initdb' -D '$folder/data' -U tester --auth=scram-sha-256 --pwfile='$folder/password' -E UTF8 --locale=C --no-sync"
        $null = $made.StandardOutput.ReadToEndAsync()
        $made.WaitForExit()
        $made.ExitCode | Should -Be 0 -Because $made.StandardError.ReadToEnd()
        $server = Start-AsOther "exec 3<&0; '$Binaries/postgres' -D '$folder/data' -k '$folder' -c listen_addresses= -c autovacuum=off 3<&- & cat <&3 >/dev/null; kill -INT `$!; wait `$!"
        do { $line = $server.StandardError.ReadLine() } until ($null -eq $line -or $line -match 'ready to accept connections')
        $null = $server.StandardError.ReadToEndAsync()
        $database = "Host=$folder;Username=tester;Password=$password;Database=postgres"
        $env:PGPASSWORD = $password
        & "$Binaries/psql" -X -q -h $folder -U tester -d postgres -c 'CREATE TABLE told (id int)'
        Set-Content "$TestDrive/told.sql" (@('INSERT INTO told VALUES (1), (2), (3);') * 50)

        # One run for all: once the server has been read inside of the measured window, psql does what is to be found; then the run is told to stop.
        $told = $false
        $DebugPreference = 'Continue'
        $everything = Invoke-BatchVolumeTest -Connection $dms -ClientCount 2 -Duration 60s -StopFile "$TestDrive/stop" -PostgreSql $database -RunVariable run -ResultPath "$TestDrive/results.csv" -Verbose 6>&1 5>&1 4>&1 3>&1 | ForEach-Object {
            if (-not $told -and $run.ServerSamples.Count -gt 0) {
                $told = $true
                & "$Binaries/psql" -X -q -h $folder -U tester -d postgres -f "$TestDrive/told.sql"
                Set-Content "$TestDrive/stop" ''
            }

            if ($_ -isnot [EdFi.BatchPerf.BatchResult]) { $_ }
        }
    }

    AfterAll {
        $env:PGPASSWORD = $null
        if ($server) { $server.StandardInput.Close(); $server.WaitForExit(); $server.Dispose() }
        Remove-Item $folder -Recurse -Force
    }

    It 'finds what the database was told to do, and divides it by what was committed' {
        $cost = @{}
        $run.ServerCosts | ForEach-Object { $cost[$_.Name] = $_ }
        $cost.Commits.Total | Should -Be 51 -Because 'there were 50 statements, and a session that begins is a transaction, too'
        $cost.RowsInserted.Total | Should -Be 150
        $cost.WalSyncs.Total | Should -BeGreaterThan 0
        $cost.Commits.PerOperation | Should -Be (51 / $cost.Commits.Operations)
        $cost.Commits.Operations | Should -BeGreaterThan 0
        $cost.Commits.Operations | Should -BeLessOrEqual $run.Totals.OperationsCommitted
        $run.Metrics[-1].ServerCommitsPerOperation | Should -Be $cost.Commits.PerOperation
        $run.Metrics[-1].ServerWalBytesPerOperation | Should -Be $cost.WalBytes.PerOperation
        $run.Metrics[0].ServerCommitsPerOperation | Should -BeNullOrEmpty
    }

    It 'is in the run''s file, its report and its thresholds' {
        $file = Get-Content "$TestDrive/results.run.json" -Raw | ConvertFrom-Json
        ($file.serverCosts | Where-Object name -EQ Commits).total | Should -Be 51
        (Export-BatchReport $run "$TestDrive/report" -Format Server).Name | Should -Be server.csv
        $samples = Import-Csv "$TestDrive/report/server.csv" | Where-Object Name -EQ RowsInserted
        ($samples | ForEach-Object { [double]$_.Value * [double]$_.WidthSeconds } | Measure-Object -Sum).Sum | Should -BeGreaterThan 149
        ($run | Test-BatchThreshold 'serverCommitsPerOperation < 0.000001').Passed | Should -BeFalse
    }

    It 'shows its figures within 80 columns' {
        $text = $run.ServerCosts | Out-String -Width 80
        $text | Should -Match 'WalBytes'
        $text | Should -Not -Match '…'
        $run.ServerSamples | Out-String -Width 80 | Should -Not -Match '…'
        $run | Out-String -Width 200 | Should -Match 'PerOperation +: .*Commits'
    }

    It 'shows the password nowhere' {
        $everything | Out-String -Width 500 | Should -Not -Match $password
        $everything | Out-String -Width 500 | Should -Match 'statistics of PostgreSQL'
        Get-Content "$TestDrive/results.run.json" -Raw | Should -Not -Match $password
        $run.Plan | Format-List * | Out-String | Should -Not -Match $password
    }

    It 'refuses a wrong password in words' {
        $problem = Assert-Problem PostgreSqlRefused AuthenticationError '*refuses the login*' { Invoke-BatchVolumeTest @load -BatchCount 1 -PostgreSql ($database -replace $password, 'wrong-secret') }
        "$problem $($problem.Exception)" | Should -Not -Match 'wrong-secret'
    }
}

Describe '-PostgreSql without a server' {
    It 'refuses what is no connection string before anything is sent, without showing it' {
        $simulator.ResetCounts()
        $problem = Assert-Problem ConnectionStringInvalid InvalidArgument '*not shown here*' { Invoke-BatchVolumeTest @load -BatchCount 1 -PostgreSql 'Host=db;Pasword=wrong-secret' }
        "$problem $($problem.Exception)" | Should -Not -Match 'wrong-secret'
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'says that a server cannot be reached, and leaves no file in the way of the next attempt' {
        $path = "$TestDrive/unreachable.csv"
        Assert-Problem PostgreSqlUnreachable ConnectionError '*cannot be reached*' { Invoke-BatchVolumeTest @load -BatchCount 1 -ResultPath $path -PostgreSql 'Host=/nowhere/at/all;Username=me;Password=x' }
        Get-ChildItem "$TestDrive/unreachable*" | Should -BeNullOrEmpty
    }
}

Describe '-ServerProcess' {
    It 'reads CPU time and memory of the server' {
        $run = Invoke-BatchVolumeTest @load -BatchCount 200 -ServerProcess $simulator.Process.Id
        $cost = $run.ServerCosts | Where-Object Name -EQ CpuMs
        $cost.Source | Should -Be Process
        $cost.Total | Should -BeGreaterThan 0
        $cost.PerBatch | Should -Be ($cost.Total / 200)
        $run.Metrics[-1].ServerCpuMsPerOperation | Should -Be $cost.PerOperation
        ($run.ServerCosts | Where-Object Name -EQ WorkingSetBytes).Max | Should -BeGreaterThan 10MB
    }

    It 'names a process that is not there' {
        Assert-Problem ServerProcessNotFound InvalidArgument "*'no-such-process'*" { Invoke-BatchVolumeTest @load -BatchCount 1 -ServerProcess no-such-process }
    }
}

Describe '-MetricsCommand' {
    It 'takes the numbers of hashtables and objects, knows the variables it names, and tells counts from levels' {
        $count = @{ Now = 100 }
        $url = $simulator.BaseUrl
        $run = Invoke-BatchVolumeTest @load -BatchCount 20 -MetricsCommand {
            $count.Now += 10
            @{ RequestsTotal = $count.Now; Cpu = 0.5; Words = 'none' }
            [pscustomobject]@{ Length = $url.Length } | Add-Member ScriptProperty Twice { 2 * $this.Length } -PassThru
        }
        $figures = @{}
        $run.ServerCosts | ForEach-Object { $figures[$_.Name] = $_ }
        $figures.Keys | Sort-Object | Should -Be Cpu, Length, RequestsTotal, Twice
        $figures.RequestsTotal.Total | Should -Be ($count.Now - 110)
        $figures.RequestsTotal.PerBatch | Should -Be ($figures.RequestsTotal.Total / 20)
        $figures.Cpu.Mean | Should -Be 0.5
        $figures.Twice.Max | Should -Be (2 * $url.Length)
        $run.ServerSamples.Source | Sort-Object -Unique | Should -Be Command
    }

    It 'goes on without one that fails, and warns once' {
        $run = Invoke-BatchVolumeTest @load -BatchCount 20 -MetricsCommand { throw 'no metrics today' } -WarningVariable warnings
        $run.Totals.Succeeded | Should -Be 20
        @($warnings | Where-Object { "$_" -match 'readings failed.*no metrics today' }) | Should -HaveCount 1
    }

    It 'does not wait for one that hangs' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $run = Invoke-BatchVolumeTest @load -BatchCount 20 -MetricsCommand { Start-Sleep 600 }
        $run.Totals.Succeeded | Should -Be 20
        $run.StopReason | Should -Be BatchCount
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 300 -Because 'the command would have taken twice that'
    }
}
