BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator @{ 'latency-transaction-ms' = 2 }
    $connection = New-TestConnection $simulator
    $results = Invoke-BatchVolumeTest -Connection $connection -Duration 1500ms -ClientCount 4 -SpawnRate 15 -BatchTripleCount 2 -FailDeliberately -ThinkTime 20ms -ResultPath "$TestDrive/results.csv" -RunVariable run -WarningAction Ignore
    $counted = $results | Where-Object Phase -In Measured, Drain
    $metrics = $results | Get-BatchMetrics
    $null = New-Item -ItemType Directory "$TestDrive/alone"
    Copy-Item "$TestDrive/results.csv" "$TestDrive/alone"
    $withoutRun = Get-BatchMetrics -Path "$TestDrive/alone/results.csv"
    $all = $metrics | Where-Object Name -EQ Aggregated

    # What does not depend on the window, which is the run's where the run is known and the results' own otherwise.
    $exact = 'Name', 'Requests', 'Failures', 'Censored', 'FailuresNotFound', 'OperationsSent', 'OperationsCommitted', 'OperationsRolledBack', 'OperationsFailed',
        'OperationsNotAttempted', 'OperationsUnknown', 'MeanMs', 'StdDevMs', 'MinMs', 'P50Ms', 'P95Ms', 'P99Ms', 'MaxMs', 'ServiceMeanMs', 'ServiceP99Ms', 'TripleMeanMs', 'RequestBytes', 'ResponseBytes', 'CensoredFromPercentile'

    $rates = 'WindowSeconds', 'RequestsPerSecond', 'FailuresPerSecond', 'CommittedOperationsPerSecond'

    function Assert-SameNumbers($Others, $Expected = $metrics, $Property = $exact) {
        $Others.Name | Should -Be $Expected.Name
        foreach ($i in 0..($Expected.Count - 1)) {
            foreach ($name in $Property) { $Others[$i].$name | Should -Be $Expected[$i].$name -Because "$name of $($Expected[$i].Name)" }
        }
    }

    function Use-Culture([string] $Name, [scriptblock] $Script) {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Name
            & $Script
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }
}

AfterAll {
    $simulator.Stop()
}

Describe 'Metrics of results' {
    It 'have a row for each request name and one for all' {
        $metrics | Should -BeOfType EdFi.BatchPerf.BatchMetrics
        $metrics.Name | Should -Be sections-batch-2, students-batch-2, Aggregated
        $results.Phase | Should -Contain Ramp
        $all.Requests | Should -Be $counted.Count -Because 'the ramp is not measured'
        $all.Requests | Should -Be ($metrics[0].Requests + $metrics[1].Requests)
        $all.Failures | Should -Be @($counted | Where-Object { -not $_.Success }).Count
        $all.FailuresNotFound | Should -Be $all.Failures
    }

    It 'keep the ledger' {
        $all.OperationsSent | Should -Be ($counted | Measure-Object OperationCount -Sum).Sum
        $all.OperationsSent | Should -Be ($all.OperationsCommitted + $all.OperationsRolledBack + $all.OperationsFailed + $all.OperationsNotAttempted + $all.OperationsUnknown)
    }

    It 'have rates that were counted, and latencies between the extremes' {
        $all.CommittedOperationsPerSecond | Should -BeGreaterThan 0
        $inRamp = ($results | Where-Object Phase -EQ Ramp | Measure-Object OperationsCommitted -Sum).Sum
        $all.CommittedOperationsPerSecond * $all.WindowSeconds | Should -BeLessOrEqual ($all.OperationsCommitted + $inRamp + 0.001)
        $measured = $counted | Where-Object Success | Measure-Object ResponseTimeMs -Minimum -Maximum -Average
        [math]::Abs($all.MinMs - $measured.Minimum) / $measured.Minimum | Should -BeLessThan 0.001
        [math]::Abs($all.MaxMs - $measured.Maximum) / $measured.Maximum | Should -BeLessThan 0.001
        $all.P50Ms | Should -BeLessOrEqual $all.P95Ms
        $all.P95Ms | Should -BeLessOrEqual $all.MaxMs
    }

    It 'are none when there are no results' {
        @() | Get-BatchMetrics | Should -BeNullOrEmpty
        $null | Get-BatchMetrics | Should -BeNullOrEmpty
    }

    It 'are of two runs together when both are piped, with no verdict on either' {
        $other = Invoke-BatchVolumeTest -Connection $connection -BatchCount 5 -BatchTripleCount 2 -WarningAction Ignore
        $both = @($results) + @($other) | Get-BatchMetrics | Where-Object Name -EQ Aggregated
        $both.Requests | Should -Be ($counted.Count + 5)
        $both.Verdict | Should -Be NotKnown
        $both.RunId | Should -BeNullOrEmpty
    }
}

Describe 'The same numbers come' {
    It 'of the run itself, window and verdict included' {
        $ofRun = Get-BatchMetrics $run
        Assert-SameNumbers $ofRun -Property ($exact + $rates + 'Verdict', 'RunId')
        $ofRun[0].Verdict | Should -Be $run.Verdict.Verdict
    }

    It 'of the results file' {
        Assert-SameNumbers (Get-BatchMetrics -Path "$TestDrive/results.csv") -Property ($exact + $rates + 'Verdict', 'RunId')
    }

    It 'of a results file by wildcard, by -LiteralPath and from the pipeline' {
        Assert-SameNumbers (Get-BatchMetrics -Path "$TestDrive/res*.csv")
        Assert-SameNumbers (Get-BatchMetrics -LiteralPath "$TestDrive/results.csv")
        Assert-SameNumbers (Get-Item "$TestDrive/results.csv" | Get-BatchMetrics)
    }

    It 'of a results file alone, without verdict' {
        Assert-SameNumbers $withoutRun
        $withoutRun.Verdict | Select-Object -Unique | Should -Be NotKnown
    }

    It 'of Export-Clixml, rates and verdict included' {
        $results | Export-Clixml "$TestDrive/results.xml"
        Assert-SameNumbers (Import-Clixml "$TestDrive/results.xml" | Get-BatchMetrics) -Property ($exact + $rates + 'Verdict')
    }

    It 'of ConvertTo-Json, rates and verdict included' {
        Assert-SameNumbers ($results | ConvertTo-Json | ConvertFrom-Json | Get-BatchMetrics) -Property ($exact + $rates + 'Verdict')
    }

    It 'of Export-Csv, in the culture <_>' -ForEach 'en-US', 'de-DE', '' {
        Use-Culture $_ {
            $results | Export-Csv "$TestDrive/exported.csv"
            Assert-SameNumbers (Import-Csv "$TestDrive/exported.csv" | Get-BatchMetrics) -Property ($exact + $rates + 'Verdict')
        }
    }

    It 'of Select-Object of all properties' {
        Assert-SameNumbers ($results | Select-Object * | Get-BatchMetrics)
    }

    It 'of a job' {
        $there = Start-Job {
            Import-Module $using:ModulePath
            $connection = Connect-BatchApi $using:simulator.BaseUrl $using:simulator.Credential
            $results = Invoke-BatchVolumeTest -Connection $connection -BatchCount 20 -BatchTripleCount 2 -WarningAction Ignore
            $results
            $results | Select-Object * | Get-BatchMetrics # without the run, as outside of the job
        } | Receive-Job -Wait -AutoRemoveJob
        $ofJob = @($there | Where-Object { $_.psobject.TypeNames -contains 'Deserialized.EdFi.BatchPerf.BatchResult' })
        $expected = @($there | Where-Object { $_.psobject.TypeNames -contains 'Deserialized.EdFi.BatchPerf.BatchMetrics' })
        $ofJob | Should -HaveCount 20
        $here = $ofJob | Get-BatchMetrics
        Assert-SameNumbers $here -Expected $expected
        foreach ($name in $rates) { $here[-1].$name | Should -BeGreaterOrEqual ($expected[-1].$name * 0.999999) -Because $name; $here[-1].$name | Should -BeLessOrEqual ($expected[-1].$name * 1.000001) -Because $name }
        $ofJob.ScheduledAfterMs | Should -BeOfType double
        $expected[0].P95Ms | Should -BeOfType double
        $expected[0].Requests | Should -BeOfType long
    }

    It 'of a run, its results and its metrics that went into a job or came out of one' {
        $there = Start-Job {
            Import-Module $using:ModulePath
            $connection = Connect-BatchApi $using:simulator.BaseUrl $using:simulator.Credential
            $results = Invoke-BatchVolumeTest -Connection $connection -BatchCount 20 -BatchTripleCount 2 -RunVariable run -WarningAction Ignore
            @{ Run = $run; Answer = $run | Get-BatchMetrics -Interval 1s | ConvertTo-Json }
            @{ Run = $results; Answer = $results | Get-BatchMetrics | ConvertTo-Json }
            @{ Run = $results | Get-BatchMetrics; Answer = $results | Get-BatchMetrics | ConvertTo-Json }
            @{ Given = ($using:run | Get-BatchMetrics -Interval 1s | ConvertTo-Json), ($using:results | Get-BatchMetrics | ConvertTo-Json), ($using:metrics | Get-BatchMetrics | ConvertTo-Json) }
        } | Receive-Job -Wait -AutoRemoveJob
        $there[0].Run | Get-BatchMetrics -Interval 1s | ConvertTo-Json | Should -Be $there[0].Answer
        $there[1].Run | Get-BatchMetrics | ConvertTo-Json | Should -Be $there[1].Answer
        $there[2].Run | Get-BatchMetrics | ConvertTo-Json | Should -Be $there[2].Answer
        $there[3].Given[0] | Should -Be ($run | Get-BatchMetrics -Interval 1s | ConvertTo-Json)
        $there[3].Given[1] | Should -Be ($metrics | ConvertTo-Json)
        $there[3].Given[2] | Should -Be ($metrics | ConvertTo-Json)
    }
}

Describe 'Rows' {
    It 'pipe into Export-Csv with every number as it is' {
        $metrics | Export-Csv "$TestDrive/metrics.csv"
        $row = Import-Csv "$TestDrive/metrics.csv" | Where-Object Name -EQ Aggregated
        [long] $row.Requests | Should -Be $all.Requests
        [double]::Parse($row.P95Ms, [cultureinfo]::CurrentCulture) | Should -Be $all.P95Ms
        $row.ResponseTimeHistogram | Should -Be $all.ResponseTimeHistogram
    }

    It 'are flat: numbers, texts, times and nothing else' {
        foreach ($property in [EdFi.BatchPerf.BatchMetrics].GetProperties()) {
            $type = [Nullable]::GetUnderlyingType($property.PropertyType) ?? $property.PropertyType
            ($type.IsPrimitive -or $type.IsEnum -or $type -in [string], [datetimeoffset], [timespan]) | Should -BeTrue -Because "$($property.Name) is a $type"
        }
    }

    It 'are shown as a table with the failures in it' {
        $metrics | Out-String -Width 200 | Should -BeLike '*Aggregated*'
    }
}

Describe '-Interval' {
    It 'says what completed in each interval, by request name' -ForEach @(
        @{ From = 'a run'; Get = { $run | Get-BatchMetrics -Interval 1s } }
        @{ From = 'results'; Get = { $results | Get-BatchMetrics -Interval ([timespan] '00:00:01') } }
        @{ From = 'a results file'; Get = { Get-BatchMetrics -Path "$TestDrive/results.csv" -Interval 1s } }
    ) {
        $rows = & $Get
        $rows | Should -BeOfType EdFi.BatchPerf.BatchIntervalMetrics
        $rows[0..2].Name | Should -Be sections-batch-2, students-batch-2, Aggregated
        $each = @($rows | Where-Object Name -EQ Aggregated)
        $each.Count | Should -BeGreaterThan 1
        ($each | Measure-Object Requests -Sum).Sum | Should -Be ($run.Totals.Batches - $run.Totals.Canceled)
        ($each | Measure-Object Failures -Sum).Sum | Should -Be $run.Totals.Failed
        ($each | Measure-Object OperationsCommitted -Sum).Sum | Should -Be $run.Totals.OperationsCommitted
        ($rows | Where-Object Name -NE Aggregated | Measure-Object Requests -Sum).Sum | Should -Be ($each | Measure-Object Requests -Sum).Sum
        ($each | Measure-Object MaxMs -Maximum).Maximum | Should -BeGreaterOrEqual ($all.MaxMs * 0.998)
    }

    It 'counts results to any width' {
        $rows = @($results | Get-BatchMetrics -Interval 100ms | Where-Object Name -EQ Aggregated)
        $rows.Count | Should -BeGreaterThan 10
        ($rows | Measure-Object Requests -Sum).Sum | Should -Be $results.Count
    }

    It 'warns where a run keeps no intervals so short' {
        $run | Get-BatchMetrics -Interval 100ms -WarningVariable warnings -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        "$warnings" | Should -BeLike "Run $($run.RunId) keeps intervals of 1 s*"
    }

    It 'takes durations only, and not with -ByOperation' {
        { $run | Get-BatchMetrics -Interval 5 } | Should -Throw '*not a duration*'
        { $run | Get-BatchMetrics -Interval 0s } | Should -Throw '*more than zero*'
        Assert-Problem IntervalNotPossible InvalidArgument '*exclude each other*' { $run | Get-BatchMetrics -Interval 1s -ByOperation }
    }

    It 'is shown as a table of 80 columns' {
        $text = $run | Get-BatchMetrics -Interval 1s | Out-String -Width 80
        $text | Should -Match 'Seconds Name\s+Clients\s+Requests'
        ($text -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}

Describe '-ByOperation' {
    It 'says what became of every operation, by position' {
        $rows = Get-BatchMetrics $run -ByOperation
        $rows | Should -BeOfType EdFi.BatchPerf.OperationLedgerRow
        $students = $rows | Where-Object Name -EQ students-batch-2
        $students.Position | Should -Be (0..5)
        "$($students.Op)" | Should -Be 'Create Update Delete Create Update Delete'
        ($rows | Measure-Object Sent -Sum).Sum | Should -Be $run.Totals.OperationsSent -Because 'the ledger holds all phases'
        ($rows | Measure-Object Failed -Sum).Sum | Should -Be $run.Totals.OperationsFailed
    }

    It 'finds the run of results' {
        $rows = $results | Get-BatchMetrics -ByOperation
        $rows.Count | Should -Be (Get-BatchMetrics $run -ByOperation).Count
        ($rows | Measure-Object Committed -Sum).Sum | Should -Be $run.Totals.OperationsCommitted
    }

    It 'needs a run: results that were stored do not say it' {
        Assert-Problem RunNotKnown InvalidArgument '*-RunVariable*' { Import-Csv "$TestDrive/results.csv" | Get-BatchMetrics -ByOperation }
    }
}

Describe 'A run that was resumed' {
    It 'is measured over the time of all its parts' {
        $null = Invoke-BatchVolumeTest -Connection $connection -BatchCount 1000000 -BatchTripleCount 1 -ResultPath "$TestDrive/part1.csv" -JournalPath "$TestDrive/parts.journal" -WarningAction Ignore | Select-Object -First 20
        $null = Invoke-BatchVolumeTest -Connection $connection -Resume "$TestDrive/parts.journal" -ResultPath "$TestDrive/part2.csv" -WarningAction Ignore | Select-Object -First 20
        $parts = Import-BatchResult "$TestDrive/part1.run.json", "$TestDrive/part2.run.json"
        $parts.RunId | Select-Object -Unique | Should -HaveCount 1

        $whole = Get-BatchMetrics -Path "$TestDrive/part1.csv", "$TestDrive/part2.csv" | Where-Object Name -EQ Aggregated
        $seconds = ($parts | ForEach-Object { ($_.MeasuredTo - $_.MeasuredFrom).TotalSeconds } | Measure-Object -Sum).Sum
        $whole.Requests | Should -Be ($parts.Metrics | Where-Object Name -EQ Aggregated | Measure-Object Requests -Sum).Sum
        [math]::Abs($whole.WindowSeconds - $seconds) | Should -BeLessThan 0.001
        $whole.Verdict | Should -Be NotKnown

        Remove-Item "$TestDrive/part2.run.json"
        $without = Get-BatchMetrics -Path "$TestDrive/part1.csv", "$TestDrive/part2.csv" | Where-Object Name -EQ Aggregated
        $without.Requests | Should -Be $whole.Requests
        $without.WindowSeconds | Should -BeLessOrEqual ($seconds + 0.001) -Because 'results say no more of a window than when they were sent'
        $each = 'part1', 'part2' | ForEach-Object { Import-BatchResult "$TestDrive/$_.csv" | Get-BatchMetrics | Where-Object Name -EQ Aggregated }
        [math]::Abs($without.WindowSeconds - ($each | Measure-Object WindowSeconds -Sum).Sum) | Should -BeLessThan 0.001
    }
}

Describe 'What is none' {
    It 'is no result' {
        Assert-Problem NotAResult InvalidArgument '*System.Int32*Invoke-BatchVolumeTest*' { 5 | Get-BatchMetrics }
        Assert-Problem NotAResult InvalidArgument '*' { Get-BatchMetrics ([pscustomobject]@{ RunId = 'x' }) }
        Assert-Problem NotAResult InvalidArgument "*'soon'*ResponseTimeMs*" { Get-BatchMetrics ([pscustomobject]@{ RunId = 'x'; Name = 'y'; ResponseTimeMs = 'soon' }) }
        Assert-Problem NotAResult InvalidArgument "*'Party'*Phase*" { Get-BatchMetrics ([pscustomobject]@{ RunId = 'x'; Name = 'y'; Phase = 'Party' }) }
    }

    It 'is no results file' {
        Assert-Problem ResultFileNotReadable ReadError '*none.csv*' { Get-BatchMetrics -Path "$TestDrive/none.csv" }
        Assert-Problem ResultFileNotReadable ReadError '*none.csv*' { Get-BatchMetrics -LiteralPath "$TestDrive/none.csv" }
        'a,b', '1,2' | Set-Content "$TestDrive/other.csv"
        Assert-Problem ResultFileInvalid InvalidArgument '*other.csv*line 1*RunId*' { Get-BatchMetrics -Path "$TestDrive/other.csv" }
        Assert-Problem NotAFilePath InvalidArgument '*Environment*' { Get-BatchMetrics -LiteralPath env:PATH }
    }

    It 'is a damaged row, by its line' {
        $lines = Get-Content "$TestDrive/results.csv"
        $lines[2] = $lines[2] -replace '^([^,]*),\d+', '$1,many'
        $lines | Set-Content "$TestDrive/damaged.csv"
        Assert-Problem ResultFileInvalid InvalidArgument '*damaged.csv*line 3*Sequence*' { Get-BatchMetrics -Path "$TestDrive/damaged.csv" }
    }
}
