# Servers that lack what fixtures stand on, and keys that do not fit: tests/Hosted/Fixtures.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $chain = 'localEducationAgencies', 'schools', 'courses', 'sessions', 'courseOfferings', 'classPeriods', 'locations'
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

    It 'completes the names of keys' {
        $line = 'Initialize-BatchFixtures -FixtureKey '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.ListItemText | Should -Contain SchoolId
    }
}
