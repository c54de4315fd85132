BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $connection
    $kept = @{ Connection = $connection; Fixture = $fixtures; TestType = 'Volume'; Scenario = 'students'; SummaryOnly = $true; WarningAction = 'Ignore' }

    function Get-Student {
        (Invoke-RestMethod "$($simulator.BaseUrl)/data/ed-fi/students?limit=500" -Headers @{ Authorization = "Bearer $token" }).studentUniqueId | Sort-Object
    }

    $basic = [convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('test-key:test-secret'))
    $token = (Invoke-RestMethod (Invoke-RestMethod $simulator.BaseUrl).urls.oauth -Method Post -Body @{ grant_type = 'client_credentials' } -Headers @{ Authorization = "Basic $basic" }).access_token
}

AfterAll {
    $simulator.Stop()
}

Describe 'What a run kept' {
    BeforeAll {
        $run = Invoke-BatchVolumeTest @kept -BatchCount 12 -ResultPath TestDrive:/results.csv
    }

    It 'is found by the journal beside its results, key by key' {
        $found = Get-BatchLeftover -Connection $connection -Journal TestDrive:/results.journal
        $found | Should -BeOfType EdFi.BatchPerf.BatchLeftover
        $found | Should -HaveCount 12
        ($found.NaturalKey | ConvertFrom-Json).studentUniqueId | Sort-Object | Should -Be (Get-Student)
        $found.RunId | Select-Object -Unique | Should -Be $run.RunId
        $found[0].Reason, $found[0].State, $found[0].Resource | Should -Be Kept, Found, students
        ($found | Out-String -Width 80) -split '\r?\n' | ForEach-Object Length | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
    }

    It 'stays with -WhatIf, which asks one question' {
        $found = Get-BatchLeftover -Connection $connection -Journal TestDrive:/results.journal -Remove -Force -WhatIf
        $found.State | Select-Object -Unique | Should -Be Found
        Get-Student | Should -HaveCount 12
    }

    It 'is deleted with -Remove' {
        (Get-BatchLeftover -Connection $connection -Journal TestDrive:/results.journal -Remove -Force).State | Select-Object -Unique | Should -Be Removed
        Get-Student | Should -BeNullOrEmpty
        Get-BatchLeftover -Connection $connection -Journal TestDrive:/results.journal | Should -BeNullOrEmpty
    }

    It 'has a journal of its own name with -JournalPath, without a secret' {
        $null = Invoke-BatchVolumeTest @kept -BatchCount 1 -DeleteResources -JournalPath TestDrive:/own.journal
        Get-Content TestDrive:/own.journal -Raw | Should -Not -Match 'test-secret'
        Get-BatchLeftover -Connection $connection -Journal TestDrive:/own.journal | Should -BeNullOrEmpty
        $null = Assert-Problem JournalExists ResourceExists -Like '*own.journal*exists already*' { Invoke-BatchVolumeTest @kept -BatchCount 1 -JournalPath TestDrive:/own.journal }
    }
}

Describe 'A run whose process was killed' {
    BeforeAll {
        $folder = (Get-Item TestDrive:/).FullName
        $code = @"
Import-Module '$ModulePath'
`$dms = Connect-BatchApi '$($simulator.BaseUrl)' ([pscredential]::new('test-key', (ConvertTo-SecureString 'test-secret' -AsPlainText -Force)))
Invoke-BatchVolumeTest -Connection `$dms -TestType Volume -DeleteResources -Scenario students -ClientCount 16 -SpawnRate 1000 -BatchCount 1000 -SummaryOnly -JournalPath '$folder/killed.journal'
"@
        $process = Start-TestPowerShell $code
        $before = $simulator.Counts().resources.'students DELETE'
        # Holds every request from a moment on at which triples were half done.
        $until = [datetime]::UtcNow.AddSeconds(60)
        $frozen = $false
        while (-not $frozen -or -not $simulator.Counts().documents.byResource.students) {
            if ($process.HasExited -or [datetime]::UtcNow -gt $until) { $process.Kill(); throw "No document was ever seen. $($process.StandardError.ReadToEnd())" }
            $simulator.Set(@{ latencyTransactionMs = 20; latencyJitter = 0.5 })
            Start-Sleep -Milliseconds 50
            if ($simulator.Counts().resources.'students DELETE' -gt $before) {
                $simulator.Set(@{ latencyTransactionMs = 600000 })
                $frozen = $true
                Start-Sleep -Milliseconds 50
            }
        }

        $process.Kill()
        $process.WaitForExit()
        $simulator.Set(@{ latencyTransactionMs = 0 })
    }

    It 'left exactly what is found' {
        $told = Get-Student
        $told | Should -Not -BeNullOrEmpty
        $found = Get-BatchLeftover -Connection $connection -Journal TestDrive:/killed.journal -Remove -Force
        ($found.NaturalKey | ConvertFrom-Json).studentUniqueId | Sort-Object | Should -Be $told
        $found.Reason | Select-Object -Unique | Should -Be InFlight
        $found.State | Select-Object -Unique | Should -Be Removed
        Get-Student | Should -BeNullOrEmpty
    }

    It 'goes on with -Resume for the rest of its time, under its id' {
        $found = (Get-Content TestDrive:/killed.journal -TotalCount 1) -replace ' \*[0-9a-f]{8}$' | ConvertFrom-Json # without its checksum
        $run = Invoke-BatchVolumeTest -Connection $connection -Resume TestDrive:/killed.journal -SummaryOnly -WarningAction Ignore
        $run.RunId | Should -Be $found.runId
        $run.StopReason | Should -Be BatchCount
        $run.Plan.ClientCount | Should -Be 16
        $run.Plan.BatchCount | Should -BeLessOrEqual 1000
        $run.Totals.Failed | Should -Be 0
        Get-Student | Should -BeNullOrEmpty
        Get-BatchLeftover -Connection $connection -Journal TestDrive:/killed.journal | Should -BeNullOrEmpty
        $null = Assert-Problem JournalComplete InvalidArgument -Like '*planned end*' { Invoke-BatchVolumeTest -Connection $connection -Resume TestDrive:/killed.journal }
    }
}

Describe 'Input that makes no sense' {
    It 'is a journal that is none' {
        Set-Content TestDrive:/none.journal 'RunId,Sequence'
        $null = Assert-Problem JournalInvalid InvalidArgument -Like '*not a run''s journal*' { Get-BatchLeftover -Connection $connection -Journal TestDrive:/none.journal }
        $null = Assert-Problem JournalNotReadable ReadError -Like '*missing.journal*' { Get-BatchLeftover -Connection $connection -Journal TestDrive:/missing.journal }
    }

    It 'is a load beside -Resume' {
        $null = Assert-Problem ResumeParameter InvalidArgument -Like '*-ClientCount*' { Invoke-BatchVolumeTest -Connection $connection -Resume TestDrive:/none.journal -ClientCount 3 }
    }
}
