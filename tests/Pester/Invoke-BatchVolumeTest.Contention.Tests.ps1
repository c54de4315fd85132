# -Contention against a simulator that locks documents as a database does.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator @{ 'document-locks' = $true; 'latency-operation-ms' = 30 }
    $dms = New-TestConnection $simulator
    $load = @{ Connection = $dms; Fixture = (Initialize-BatchFixtures -Connection $dms); Scenario = 'Student'; BatchTripleCount = 4; ClientCount = 2; SummaryOnly = $true; WarningAction = 'SilentlyContinue' }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Invoke-BatchVolumeTest -Contention' {
    It 'asks before it updates shared parents of others, and does so where nobody can be asked only with -Force' {
        $school = @{ schoolId = 255901077; nameOfInstitution = 'Grand Bend High School'
            educationOrganizationCategories = @(@{ educationOrganizationCategoryDescriptor = 'uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School' })
            gradeLevels = @(@{ gradeLevelDescriptor = 'uri://ed-fi.org/GradeLevelDescriptor#Ninth grade' }) }
        $period = @{ classPeriodName = 'BatchPerf 01'; schoolReference = @{ schoolId = 255901077 } }
        (New-BatchOperation Create schools $school), (New-BatchOperation Create classPeriods $period) | Invoke-BatchRequest -Connection $dms | ForEach-Object Success | Should -BeTrue
        $simulator.ResetCounts()
        $alone = [powershell]::Create() # its host has nobody to ask
        try {
            $null = $alone.AddScript({
                    param($module, $connection)
                    $ErrorActionPreference = 'Stop'
                    Import-Module $module
                    Invoke-BatchVolumeTest -Connection $connection -Scenario Student -BatchTripleCount 1 -ClientCount 1 -BatchCount 2 -SummaryOnly -WarningAction Ignore `
                        -FixtureKey @{ SchoolId = 255901077 } -Contention SharedParents
                }).AddArgument($ModulePath).AddArgument($dms)
            $problem = { $alone.Invoke() } | Should -Throw -PassThru
            $problem.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId | Should -BeLike 'SharedParentsNotOurs*'
            $problem.Exception.InnerException.Message | Should -BeLike '*classPeriods {"classPeriodName":"BatchPerf 01","schoolId":255901077}*'
            $problem.Exception.InnerException.Message | Should -Not -BeLike '*locations*' # that was just created
            $simulator.Counts().operationsByResource.classPeriods | Should -BeNullOrEmpty
        }
        finally {
            $alone.Dispose()
        }

        $run = Invoke-BatchVolumeTest -Connection $dms -Scenario Student -BatchTripleCount 1 -ClientCount 1 -BatchCount 2 -SummaryOnly -WarningAction Ignore -FixtureKey @{ SchoolId = 255901077 } -Contention SharedParents -Force
        $run.Totals.Succeeded | Should -Be 2
    }
}
