BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $chain = 'localEducationAgencies', 'schools', 'courses', 'sessions', 'courseOfferings', 'classPeriods', 'locations'

    # Runs a script with a connection to a simulator of its own, that nothing was written to.
    function Use-FreshSimulator([hashtable] $Option, [scriptblock] $Script) {
        $simulator = Start-TestSimulator $Option
        try {
            $connection = New-TestConnection $simulator
            & $Script
        }
        finally {
            $simulator.Stop()
        }
    }
}

Describe 'On a server that has what fixtures stand on' {
    BeforeAll {
        $simulator = Start-TestSimulator
        $connection = New-TestConnection $simulator
    }

    AfterAll {
        $simulator.Stop()
    }

    It 'creates what is missing in its order, and finds it the second time' {
        $first = Initialize-BatchFixtures -Connection $connection
        $first | Should -BeOfType EdFi.BatchPerf.BatchFixture
        $first.Resource | Should -Be $chain
        $first.State | Should -Be (@('Existing') + @('Created') * 6)
        $first.Order | Should -Be (1..7)
        $first[1].NaturalKey | Should -Be '{"schoolId":255901001}'
        $first[1].Uri | Should -BeLike '/data/ed-fi/schools/*'

        $second = Initialize-BatchFixtures -Connection $connection
        $second.State | Should -Be (@('Existing') * 7)
        $second.Id | Should -Be $first.Id
        $simulator.Counts().documents.total | Should -Be 6
    }

    It 'is found under its singular name too, and takes the connection from the pipeline' {
        ($connection | Initialize-BatchFixture).Resource | Should -Be $chain
    }

    It 'takes other keys, and makes other fixtures of them' {
        $fixtures = Initialize-BatchFixtures -Connection $connection -SchoolYear 2027 -FixtureKey @{ schoolid = 255901044; ClassPeriodName = '02' }
        ($fixtures | Where-Object Resource -EQ schools).NaturalKey | Should -Be '{"schoolId":255901044}'
        ($fixtures | Where-Object Resource -EQ sessions).NaturalKey | Should -BeLike '*2027*'
        ($fixtures | Where-Object Resource -EQ classPeriods).NaturalKey | Should -BeLike '*"02"*'
    }

    It 'tells of every fixture as a verbose message' {
        $verbose = Initialize-BatchFixtures -Connection $connection -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        foreach ($resource in $chain) { $verbose -join "`n" | Should -BeLike "*$resource *: *" }
    }

    It 'says that a fixture key is not known, or does not fit' {
        Assert-Problem FixtureKeyInvalid InvalidArgument "*'SchoolNumber'*SchoolId*" { Initialize-BatchFixtures -Connection $connection -FixtureKey @{ SchoolNumber = 1 } }
        Assert-Problem FixtureKeyInvalid InvalidArgument "*'many'*SchoolId*" { Initialize-BatchFixtures -Connection $connection -FixtureKey @{ SchoolId = 'many' } }
        Assert-Problem FixtureKeyInvalid InvalidArgument '*60*' { Initialize-BatchFixtures -Connection $connection -FixtureKey @{ CourseCode = 'x' * 61 } }
    }

    It 'cannot be bound: <Script>' -ForEach @(
        @{ Script = { Initialize-BatchFixtures -Connection $null } }
        @{ Script = { Initialize-BatchFixtures -Connection $connection -SchoolYear 20 } }
        @{ Script = { Initialize-BatchFixtures -Connection $connection -LocalEducationAgencyId -1 } }
    ) {
        $Script | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
    }

    It 'completes the names of keys' {
        $line = 'Initialize-BatchFixtures -FixtureKey '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText | Should -Contain SchoolId
    }
}

Describe 'With -WhatIf' {
    It 'writes nothing, and says what it would do' {
        Use-FreshSimulator @{ prerequisites = 'partial' } {
            $fixtures = Initialize-BatchFixtures -Connection $connection -WhatIf
            $fixtures.Count | Should -BeGreaterThan 7
            "$($fixtures.State | Select-Object -Unique | Sort-Object { "$_" })" | Should -Be 'Missing WouldCreate'
            (Initialize-BatchFixtures -Connection $connection -CreateMissing -WhatIf).State | Select-Object -Unique | Should -Not -Contain Created

            $counts = $simulator.Counts()
            $counts.documents.total | Should -Be 0
            $counts.resources.psobject.Properties.Name | Should -Not -Match 'POST|PUT|DELETE'
        }
    }

    It 'does so where $WhatIfPreference says it' {
        Use-FreshSimulator @{} {
            $WhatIfPreference = $true
            $null = Initialize-BatchFixtures -Connection $connection
            $simulator.Counts().documents.total | Should -Be 0
        }
    }
}

Describe 'On a server that lacks what fixtures stand on' {
    It 'names all that is missing at once, and writes nothing' {
        Use-FreshSimulator @{ prerequisites = 'none' } {
            $problem = Assert-Problem PrerequisitesMissing ObjectNotFound '*EducationOrganizationCategoryDescriptor#School*-CreateMissing*' { Initialize-BatchFixtures -Connection $connection }
            foreach ($part in 'GradeLevelDescriptor#Ninth grade', 'TermDescriptor#Fall Semester', 'CourseIdentificationSystemDescriptor', 'school year 2025', 'local education agency 255901') { "$problem" | Should -BeLike "*$part*" }
            $simulator.Counts().documents.total | Should -Be 0
        }
    }

    It 'names the one descriptor that is missing, and no other' {
        Use-FreshSimulator @{ missing = 'uri://ed-fi.org/TermDescriptor#Fall Semester' } {
            $problem = Assert-Problem PrerequisitesMissing ObjectNotFound '1 thing is missing*TermDescriptor#Fall Semester*' { Initialize-BatchFixtures -Connection $connection }
            "$problem" | Should -Not -BeLike '*GradeLevel*'
        }
    }

    It 'says which school years there are instead' {
        Use-FreshSimulator @{ 'missing-school-years' = '2025' } {
            Assert-Problem PrerequisitesMissing ObjectNotFound '*school year 2025*2026*SchoolYear*' { Initialize-BatchFixtures -Connection $connection }
        }
    }

    It 'creates them with -CreateMissing where the claim set allows it' {
        Use-FreshSimulator @{ prerequisites = 'none'; 'claim-set' = 'full' } {
            $fixtures = Initialize-BatchFixtures -Connection $connection -CreateMissing
            $fixtures.State | Select-Object -Unique | Should -Be Created
            ($fixtures | Select-Object -Last 7).Resource | Should -Be $chain
            (Initialize-BatchFixtures -Connection $connection).State | Select-Object -Unique | Should -Be Existing
        }
    }

    It 'says what the claim set did not let it create' {
        Use-FreshSimulator @{ prerequisites = 'none'; forbid = 'descriptors;schoolYearTypes' } {
            Assert-Problem PrerequisitesMissing ObjectNotFound '*did not let us create them*GradeLevelDescriptor#Ninth grade*403*claim set*' { Initialize-BatchFixtures -Connection $connection -CreateMissing }
        }
    }

    It 'says that a fixture may not be created' {
        Use-FreshSimulator @{ forbid = 'courses' } {
            Assert-Problem FixtureRefused AuthenticationError 'POST courses *403*claim set*' { Initialize-BatchFixtures -Connection $connection }
        }
    }
}
