# Test-BatchAtomicity against the real simulator: sound, broken on purpose, and in ways that prove nothing.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $dms
    $before = $simulator.Counts().documents.total
    $quick = @{ Connection = $dms; Fixture = $fixtures; Scenario = 'Student' }

    function Get-Left { $simulator.Counts().documents.total - $before }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Test-BatchAtomicity' {
    AfterEach {
        $simulator.Set(@{ breakAtomicity = $false; claimSet = 'sandbox'; throttleRate = 0; forbid = ''; damageRate = 0 })
    }

    It 'finds a sound server atomic, for the default scenarios, poisons and positions' {
        $results = Test-BatchAtomicity -Connection $dms -BatchTripleCount 2
        $results | ForEach-Object { $_ | Should -BeOfType EdFi.BatchPerf.BatchAtomicityResult }
        $results.Name | Select-Object -Unique | Should -Be 'students-batch-2', 'sections-batch-2'
        $results.Count | Should -Be 32
        $results.Verdict | Select-Object -Unique | Should -Be Atomic
        $results | ForEach-Object { $_.BatchStatus | Should -Be $_.ExpectedStatus }
        ($results | Where-Object Poison -EQ OverLimit).OperationCount | Select-Object -Unique | Should -Be 101
        Get-Left | Should -Be 0
    }

    It 'names exactly the survivors that a broken server holds' {
        $simulator.Set(@{ breakAtomicity = $true })
        $result = Test-BatchAtomicity @quick -Poison UnresolvedReference -Position 5 -KeepSurvivors -WarningVariable warnings -WarningAction SilentlyContinue
        $simulator.Set(@{ breakAtomicity = $false })
        $result.Verdict | Should -Be Survived
        $result.Found | Should -Be Part
        $result.BatchStatus | Should -Be 409
        $result.FailedIndex | Should -Be 5
        $result.CorrelationId | Should -Not -BeNullOrEmpty
        $result.Survivors.Index | Should -Be 0, 1, 2, 3, 4
        $result.Survivors.Change | Should -Be Created, Updated, Deleted, Created, Updated
        $held = (Invoke-BatchRequest -Connection $dms -Json '[]').Success # the connection still works
        $held | Should -BeTrue
        # Told and found: the students that the server holds are those named as created, and those prepared and not deleted.
        $simulator.Counts().documents.byResource.students | Should -Be (2 + 4 + 3)
        $warnings.Count | Should -Be 9
        $result.NotCleanedUp | Should -BeLike '*(kept)*'
        foreach ($survivor in $result.Survivors | Where-Object Change -NE Deleted) {
            (Invoke-BatchRequest -Connection $dms (New-BatchOperation Delete students -NaturalKey $survivor.NaturalKey)).Success | Should -BeTrue
        }
    }

    It 'cleans up after survivors' {
        $simulator.Set(@{ breakAtomicity = $true })
        $left = Get-Left
        (Test-BatchAtomicity @quick -Poison StaleETag -Position Last).SurvivorCount | Should -Be 11
        Get-Left | Should -Be $left
    }

    It 'says NotProvoked where the server takes the poison, and deletes it' {
        $simulator.Set(@{ claimSet = 'full' })
        $left = Get-Left
        $result = Test-BatchAtomicity @quick -Poison ForbiddenResource -Position First
        $result.Verdict, $result.BatchStatus, $result.ExpectedStatus | Should -Be 'NotProvoked', 200, 403
        Get-Left | Should -Be $left
    }

    It 'takes another operation that is forbidden' {
        $simulator.Set(@{ forbid = 'classPeriods' })
        $operation = New-BatchOperation Create classPeriods @{ classPeriodName = 'poison'; schoolReference = @{ schoolId = 255901001 } }
        $result = Test-BatchAtomicity @quick -Poison ForbiddenResource -Position Middle -ForbiddenOperation $operation
        $result.Verdict, $result.BatchStatus | Should -Be 'Atomic', 403
    }

    It 'tries each case again under load, and gives up batches in mid-flight' {
        $left = Get-Left
        $results = Test-BatchAtomicity @quick -Poison MissingNaturalKey -Position Last -Cancel -ClientCount 2 -SettleTime 100ms
        $results | ForEach-Object { "$($_.Poison) $($_.LoadClients)" } | Should -Be 'MissingNaturalKey 0', 'Cancellation 0', 'MissingNaturalKey 2', 'Cancellation 2'
        $results.Verdict | Should -Not -Contain Survived
        Get-Left | Should -Be $left
    }

    It 'works for templates' {
        $results = Test-BatchAtomicity -Connection $dms -Fixture $fixtures -ScenarioPath "$PSScriptRoot/../../examples/scenarios" -Scenario Enrolment -Position Last
        $results.Verdict | Select-Object -Unique | Should -Be Atomic
    }

    It 'writes an error for each verdict but Atomic with -ErrorOnFailure' {
        $simulator.Set(@{ breakAtomicity = $true })
        $results = Test-BatchAtomicity @quick -Poison StaleETag -Position 0, 1, 2 -ErrorOnFailure -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Verdict | Should -Be Atomic, Survived, Survived
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'AtomicityBroken,*'
        $problems[0].TargetObject | Should -Be $results[1]
    }

    It 'writes nothing with -WhatIf' {
        $simulator.ResetCounts()
        Test-BatchAtomicity @quick -WhatIf | Should -BeNullOrEmpty
        $simulator.Counts().batchRequests | Should -Be 0
        @($simulator.Counts().resources.PSObject.Properties).Count | Should -Be 0
    }

    It 'refuses positions that a batch does not have, before anything is sent' {
        $simulator.ResetCounts()
        Assert-Problem PositionInvalid InvalidArgument '*no position 12 in a batch of 12 operations*0 to 11*' { Test-BatchAtomicity @quick -Position 12 }
        Assert-Problem PositionInvalid InvalidArgument "*'Nowhere'*First, Middle, Last*" { Test-BatchAtomicity @quick -Position Nowhere }
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'says so when the batch is refused without any poison' {
        Assert-Problem AtomicityControlFailed ProtocolError '*students-batch-40 without any poison was not committed*413*' { Test-BatchAtomicity @quick -BatchTripleCount 40 }
    }

    It 'cleans up at Ctrl+C' {
        $left = Get-Left
        $other = New-TestConnection $simulator
        $simulator.Set(@{ damage = 'stalled'; damageRate = 1 })
        $session = Start-Interruptible 'Test-BatchAtomicity -Connection $dms -Fixture $fixtures -Scenario Student' @{ dms = $other; fixtures = $fixtures }
        try {
            Wait-Until { (Get-Left) -gt $left } -Because 'documents must be prepared'
            $null = $session.Stop()
            Wait-Until { (Get-Left) -eq $left } -Because 'what was prepared must be deleted'
        }
        finally {
            $session.Dispose()
        }
    }

    It 'shows verdicts in 80 columns, and survivors one by one' {
        $simulator.Set(@{ breakAtomicity = $true })
        $result = Test-BatchAtomicity @quick -Poison StaleETag -Position 2
        $text = $result | Out-String -Width 80
        $text | Should -Match 'Verdict\s+Poison\s+At Load Status Left Detail'
        $text | Should -Match 'Survived.*StaleETag\s+2\s+412\s+2 2 operations'
        ($text -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual (80 + 20) -Because 'colours take room'
        $result | Format-List | Out-String -Width 200 | Should -Match '(?s)Survivors\s+: 0 Create students.*\n\s+1 Update students'
        $result.Survivors | Out-String -Width 200 | Should -Match 'Index Op\s+Change\s+Resource'
    }

    It 'goes through CSV and JSON with what counts' {
        $result = Test-BatchAtomicity @quick -Poison StaleETag -Position First
        $csv = $result | ConvertTo-Csv | ConvertFrom-Csv
        $csv.Verdict, $csv.BatchStatus, $csv.Position | Should -Be 'Atomic', '412', '0'
        ($result | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json).Verdict | Should -Be Atomic
    }

    It 'completes poisons and positions' {
        $line = 'Test-BatchAtomicity -Position M'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be Middle
        $line = 'Test-BatchAtomicity -Poison Unk'
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be UnknownDescriptor
    }
}
