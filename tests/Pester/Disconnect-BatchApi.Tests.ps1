BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
}

AfterAll {
    $simulator.Stop()
}

Describe 'Disconnect-BatchApi' {
    It 'closes a connection, from the pipeline too, and says so as a verbose message' {
        $connection = New-TestConnection $simulator
        $verbose = $connection | Disconnect-BatchApi -Verbose 4>&1
        $connection.Closed | Should -BeTrue
        "$verbose" | Should -BeLike "Disconnected from $($simulator.BaseUrl)/*"
    }

    It 'returns nothing, and does not mind a connection that is closed already' {
        $connection = New-TestConnection $simulator
        Disconnect-BatchApi $connection | Should -BeNullOrEmpty
        { Disconnect-BatchApi $connection } | Should -Not -Throw
    }

    It 'leaves a connection that <Name> refuses, saying what to do' -ForEach @(
        @{ Name = 'Initialize-BatchFixtures'; Use = { Initialize-BatchFixtures -Connection $connection } }
        @{ Name = 'Remove-BatchFixtures'; Use = { Remove-BatchFixtures -Connection $connection -Force } }
        @{ Name = 'Invoke-BatchRequest'; Use = { Invoke-BatchRequest -Connection $connection -Json '[]' } }
        @{ Name = 'Invoke-BatchVolumeTest'; Use = { Invoke-BatchVolumeTest -Connection $connection -BatchCount 1 } }
    ) {
        $connection = New-TestConnection $simulator
        Disconnect-BatchApi $connection
        Assert-Problem ConnectionClosed InvalidArgument "*$($simulator.BaseUrl)*Connect-BatchApi*" $Use
    }

    It 'leaves the other connections open' {
        $one = New-TestConnection $simulator
        $other = New-TestConnection $simulator
        Disconnect-BatchApi $one
        (Invoke-BatchRequest -Connection $other -Json '[]').Success | Should -BeTrue
    }
}
