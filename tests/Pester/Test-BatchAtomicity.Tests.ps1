# What operators see of Test-BatchAtomicity. Its verdicts on sound and broken servers: tests/Hosted/Atomicity.

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

    It 'cleans up at Ctrl+C' {
        $left = Get-Left
        $other = New-TestConnection $simulator
        $simulator.Set(@{ damage = 'stalled'; damageRate = 1 })
        $session = Start-Interruptible 'Test-BatchAtomicity -Connection $dms -Fixture $fixtures -Scenario Student' @{ dms = $other; fixtures = $fixtures }
        try {
            Wait-Until { (Get-Left) -gt $left } -Because 'documents must be prepared'
            $session.Stop()
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
