BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator
    $reverse = 'locations', 'classPeriods', 'courseOfferings', 'sessions', 'courses', 'schools'
}

AfterAll {
    $simulator.Stop()
}

Describe 'Remove-BatchFixtures' {
    BeforeEach {
        $null = Initialize-BatchFixtures -Connection $connection
    }

    It 'deletes them in reverse order, and leaves the agency alone' {
        $removed = Remove-BatchFixtures -Connection $connection -Confirm:$false
        $removed | Should -BeOfType EdFi.BatchPerf.BatchFixture
        $removed.Resource | Should -Be $reverse
        $removed.State | Select-Object -Unique | Should -Be Removed
        $simulator.Counts().documents.total | Should -Be 0
    }

    It 'does so without a question with -Force, and under its singular name' {
        ($connection | Remove-BatchFixture -Force).State | Select-Object -Unique | Should -Be Removed
        $simulator.Counts().documents.total | Should -Be 0
    }

    It 'finds nothing the second time' {
        $null = Remove-BatchFixtures -Connection $connection -Force
        (Remove-BatchFixtures -Connection $connection -Force).State | Select-Object -Unique | Should -Be Missing
    }

    It 'asks before it deletes: its impact is high' {
        $type = (Get-Command Remove-BatchFixtures).ImplementingType
        $cmdlet = [Reflection.CustomAttributeExtensions]::GetCustomAttribute($type, [Management.Automation.CmdletAttribute])
        $cmdlet.ConfirmImpact | Should -Be High
        $cmdlet.SupportsShouldProcess | Should -BeTrue
    }

    It 'deletes nothing with -WhatIf, and says what it would do, even with -Force' {
        foreach ($switches in @{ WhatIf = $true }, @{ WhatIf = $true; Force = $true }) {
            $fixtures = Remove-BatchFixtures -Connection $connection @switches
            $fixtures.Resource | Should -Be $reverse
            $fixtures.State | Select-Object -Unique | Should -Be WouldRemove
            $simulator.Counts().documents.total | Should -Be 6
        }
    }

    It 'deletes nothing where $WhatIfPreference says so, even with -Force' {
        & {
            $WhatIfPreference = $true
            (Remove-BatchFixtures -Connection $connection -Force).State | Select-Object -Unique | Should -Be WouldRemove
        }
        $simulator.Counts().documents.total | Should -Be 6
    }

    It 'keeps an agency that is not ours, with -IncludeAgency too' {
        $removed = Remove-BatchFixtures -Connection $connection -IncludeAgency -Force
        $removed[-1].Resource | Should -Be localEducationAgencies
        $removed[-1].State | Should -Be Kept
    }

    It 'removes only what the keys name' {
        $null = Initialize-BatchFixtures -Connection $connection -FixtureKey @{ ClassPeriodName = 'Other' }
        $removed = Remove-BatchFixtures -Connection $connection -FixtureKey @{ SchoolId = 255901099 } -Force
        $removed.State | Select-Object -Unique | Should -Be Missing
        (Remove-BatchFixtures -Connection $connection -FixtureKey @{ ClassPeriodName = 'Other' } -Force | Where-Object Resource -EQ classPeriods).State | Should -Be Removed
        $simulator.Counts().documents.byResource.classPeriods | Should -Be 1
        $null = Remove-BatchFixtures -Connection $connection -Force
        $simulator.Counts().documents.total | Should -Be 0
    }

    It 'goes on when something still stands on a fixture, and says why that one stays' {
        $period = @{ classPeriodName = 'Guest'; schoolReference = @{ schoolId = 255901001 } }
        $null = New-BatchOperation Create classPeriods $period | Invoke-BatchRequest -Connection $connection
        $school = Remove-BatchFixtures -Connection $connection -Force | Where-Object Resource -EQ schools
        $school.State | Should -Be Refused
        $school.Detail | Should -BeLike '409*'
        $null = New-BatchOperation Delete classPeriods $period | Invoke-BatchRequest -Connection $connection
        $null = Remove-BatchFixtures -Connection $connection -Force
        $simulator.Counts().documents.total | Should -Be 0
    }
}
