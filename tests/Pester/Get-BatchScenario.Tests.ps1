BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $examples = "$PSScriptRoot/../../examples/scenarios"

    function Complete([string] $Line) {
        [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

Describe 'Get-BatchScenario' {
    It 'lists what can be run, the default ones first' {
        $scenarios = Get-BatchScenario
        $scenarios | Should -BeOfType EdFi.BatchPerf.BatchScenario
        $scenarios.Name | Should -Be StudentBatchVolumeTest, SectionBatchVolumeTest, MixedStudentSectionBatchVolumeTest, StudentSchoolAssociationBatchVolumeTest
        $scenarios.Default | Should -Be $true, $true, $false, $false
        $scenarios.OperationsPerTriple | Should -Be 3, 3, 3, 5
    }

    It 'finds <Name>' -ForEach @(
        @{ Name = 'StudentBatchVolumeTest'; Found = 'StudentBatchVolumeTest' }
        @{ Name = 'studentbatchvolumetest'; Found = 'StudentBatchVolumeTest' }
        @{ Name = 'Student'; Found = 'StudentBatchVolumeTest' }
        @{ Name = 'students'; Found = 'StudentBatchVolumeTest' }
        @{ Name = 'Section'; Found = 'SectionBatchVolumeTest' }
        @{ Name = 'studentSchoolAssociations'; Found = 'StudentSchoolAssociationBatchVolumeTest' }
    ) {
        (Get-BatchScenario $Name).Name | Should -Be $Found
    }

    It 'takes several names, and names from the pipeline' {
        (Get-BatchScenario Section, Student).Name | Should -Be SectionBatchVolumeTest, StudentBatchVolumeTest
        ('Section', 'Student' | Get-BatchScenario).Name | Should -Be SectionBatchVolumeTest, StudentBatchVolumeTest
    }

    It 'takes wildcards' {
        (Get-BatchScenario Student*).Name | Should -Be StudentBatchVolumeTest, StudentSchoolAssociationBatchVolumeTest
        (Get-BatchScenario *).Count | Should -Be 4
        Get-BatchScenario Nothing* | Should -BeNullOrEmpty
    }

    It 'names the known ones, and the nearest, when it does not know one' {
        Assert-Problem UnknownScenario InvalidArgument "*'Studnet'*Did you mean*StudentBatchVolumeTest, SectionBatchVolumeTest*" { Get-BatchScenario Studnet }
    }

    It 'shows templates' {
        $calendar = Get-BatchScenario -ScenarioPath "$examples/calendars.json" -Name calendars
        $calendar.Name | Should -Be CalendarBatchVolumeTest
        $calendar.KeyFields | Should -Be 'calendarCode, schoolId, schoolYear'
        $calendar.Source | Should -BeLike '*calendars.json'
    }

    It 'takes a folder of templates, relative to the current location of PowerShell' {
        Copy-Item "$examples/calendars.json", "$examples/classPeriods.json" TestDrive:/
        Push-Location TestDrive:/
        try { (Get-BatchScenario -ScenarioPath .).Resource | Should -Contain calendars } finally { Pop-Location }
    }

    It 'names file and line of a template that cannot be used' {
        "{`n  `"name`": `"Broken`",`n  `"resource`": 5`n}" | Set-Content "$TestDrive/broken.json"
        Assert-Problem ScenarioTemplateInvalid InvalidArgument '*broken.json*3*' { Get-BatchScenario -ScenarioPath "$TestDrive/broken.json" }
    }

    It 'says that a template is missing' {
        Assert-Problem ScenarioTemplateNotFound ObjectNotFound '*none.json*' { Get-BatchScenario -ScenarioPath "$TestDrive/none.json" }
    }

    It 'is completed in <Line>, without a server' -ForEach @(
        @{ Line = 'Get-BatchScenario Stu'; Matches = 'StudentBatchVolumeTest', 'MixedStudentSectionBatchVolumeTest', 'StudentSchoolAssociationBatchVolumeTest' }
        @{ Line = 'Get-BatchScenario -Name sections'; Matches = 'SectionBatchVolumeTest' }
        @{ Line = 'Invoke-BatchVolumeTest -Scenario Sec'; Matches = 'SectionBatchVolumeTest' }
        @{ Line = 'Invoke-BatchVolumeTest -Scenario Student, Sec'; Matches = 'SectionBatchVolumeTest' }
    ) {
        (Complete $Line).CompletionText | Should -Be $Matches
    }
}
