BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator

    function New-Student([string] $Id = [guid]::NewGuid().ToString('n')) {
        @{ studentUniqueId = $Id; birthDate = '2010-01-13'; firstName = 'Ada'; lastSurname = 'Ng' }
    }
}

AfterAll {
    $simulator.Stop()
}

Describe 'Invoke-BatchRequest' {
    It 'sends the operations of the pipeline as one batch, and says what became of each' {
        $simulator.ResetCounts()
        $result = New-BatchOperation -Triple students (New-Student) -Update @{ firstName = 'Bea' } | Invoke-BatchRequest -Connection $connection

        $result | Should -BeOfType EdFi.BatchPerf.BatchResult
        $result.Success | Should -BeTrue
        $result.StatusCode | Should -Be 200
        $result.Name | Should -Be by-hand
        $result.Resource | Should -Be students
        $result.OperationCount, $result.OperationsCommitted | Should -Be 3, 3
        $result.Operations.Op | Should -Be Create, Update, Delete
        $result.Operations.State | Should -Be Committed, Committed, Committed
        $result.Operations.DocumentId | ForEach-Object { [guid] $_ } | Select-Object -Unique | Should -HaveCount 1
        $simulator.Counts().batchRequests | Should -Be 1
        $simulator.Counts().documents.byResource.students | Should -BeNullOrEmpty
    }

    It 'takes operations as an argument' {
        (Invoke-BatchRequest (New-BatchOperation -Triple students (New-Student)) -Connection $connection).OperationsCommitted | Should -Be 3
    }

    It 'takes hashtables and objects, with names in any letter case' {
        $student = New-Student
        $result = @{ Op = 'create'; Resource = 'students'; Document = $student }, [pscustomobject]@{ OP = 'Delete'; resource = 'students'; naturalkey = @{ studentUniqueId = $student.studentUniqueId }; documentId = $null } |
            Invoke-BatchRequest -Connection $connection
        $result.Error | Should -BeNullOrEmpty
        $result.OperationsCommitted | Should -Be 2
    }

    It 'takes documents and keys that are JSON texts' {
        $student = New-Student
        $result = @{ op = 'create'; resource = 'students'; document = ConvertTo-Json $student }, @{ op = 'delete'; resource = 'students'; naturalKey = "{`"studentUniqueId`":`"$($student.studentUniqueId)`"}" } |
            Invoke-BatchRequest -Connection $connection
        $result.Error | Should -BeNullOrEmpty
        $result.OperationsCommitted | Should -Be 2
    }

    It 'takes JSON texts of one operation, and of several' {
        $student = New-Student
        $create = "{`"op`":`"create`",`"resource`":`"students`",`"document`":$(ConvertTo-Json $student)}"
        $delete = "{`"op`":`"delete`",`"resource`":`"students`",`"naturalKey`":{`"studentUniqueId`":`"$($student.studentUniqueId)`"}}"
        ($create, $delete | Invoke-BatchRequest -Connection $connection).OperationsCommitted | Should -Be 2
        ("[$create,$delete]" | Invoke-BatchRequest -Connection $connection).OperationsCommitted | Should -Be 2
        (Invoke-BatchRequest -Json "[$create,$delete]" -Connection $connection).OperationsCommitted | Should -Be 2
    }

    It 'takes operations that went through a file' {
        New-BatchOperation -Triple students (New-Student) | Export-Clixml "$TestDrive/operations.xml"
        $result = Import-Clixml "$TestDrive/operations.xml" | Invoke-BatchRequest -Connection $connection
        $result.Error | Should -BeNullOrEmpty
        $result.OperationsCommitted | Should -Be 3
    }

    It 'sends nothing when nothing comes down the pipeline' {
        $simulator.ResetCounts()
        @() | Invoke-BatchRequest -Connection $connection | Should -BeNullOrEmpty
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'sends nothing with -WhatIf' {
        $simulator.ResetCounts()
        New-BatchOperation -Triple students (New-Student) | Invoke-BatchRequest -Connection $connection -WhatIf | Should -BeNullOrEmpty
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'tells of the answer as a verbose message' {
        $verbose = Invoke-BatchRequest -Json '[]' -Connection $connection -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$verbose" | Should -BeLike '*200 in * ms*'
    }
}

Describe 'A batch that fails' {
    It 'is data, not an error: every operation says what became of it, and which one was the culprit' {
        $id = [guid]::NewGuid().ToString('n')
        $operations = @(New-BatchOperation Create students (New-Student $id)) +
            @(New-BatchOperation Update students (New-Student 'nobody')) +
            @(New-BatchOperation Delete students -NaturalKey @{ studentUniqueId = $id })
        $result = $operations | Invoke-BatchRequest -Connection $connection -ErrorVariable errors

        $errors | Should -BeNullOrEmpty
        $result.Success | Should -BeFalse
        $result.ErrorKind | Should -Be NotFound
        $result.StatusCode | Should -Be 404
        $result.Operations.State | Should -Be RolledBack, Failed, NotAttempted
        $result.Operations[1].Status | Should -Be 404
        $result.FailedIndex, $result.FailedOp, $result.FailedResource | Should -Be 1, update, students
        $result.FailedOperation.Index | Should -Be 1
        $result.FailedDetail | Should -Not -BeNullOrEmpty
        $result.CorrelationId | Should -Not -BeNullOrEmpty
        $result.OperationsRolledBack, $result.OperationsFailed, $result.OperationsNotAttempted | Should -Be 1, 1, 1
        $simulator.Counts().documents.byResource.students | Should -BeNullOrEmpty
    }

    It 'is shown with its culprit' {
        $text = New-BatchOperation Update students (New-Student nobody) | Invoke-BatchRequest -Connection $connection | Format-Table | Out-String -Width 200
        $text | Should -BeLike '*404*NotFound*'
        (New-BatchOperation Update students (New-Student nobody) | Invoke-BatchRequest -Connection $connection).Operations | Out-String -Width 200 | Should -BeLike '*Update*students*Failed*404*'
    }

    It 'tells of the exchange as a debug message, without the token' {
        $DebugPreference = 'Continue'
        $debug = New-BatchOperation Update students (New-Student nobody) | Invoke-BatchRequest -Connection $connection 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        "$debug" | Should -BeLike "*POST $($simulator.BaseUrl)/batch*1 operation*404*update students*"
        "$debug" | Should -Not -Match 'Bearer'
    }

    It 'is too large with more operations than the server takes' {
        $result = 1..101 | ForEach-Object { New-BatchOperation Delete students -NaturalKey @{ studentUniqueId = "$_" } } | Invoke-BatchRequest -Connection $connection
        $result.ErrorKind | Should -Be TooLarge
        $result.Error | Should -BeLike '*101*100*'
        $result.OperationsNotAttempted | Should -Be 101
    }

    It 'is malformed when the server says so' {
        $result = Invoke-BatchRequest -Json '[{"op":"dance"}]' -Connection $connection
        $result.ErrorKind | Should -Be BadRequest
        $result.OperationsNotAttempted | Should -Be 1
    }

    It 'has no answer within -RequestTimeout: what became of it is unknown' {
        $simulator.Set(@{ latencyTransactionMs = 5000 })
        try {
            $result = New-BatchOperation -Triple students (New-Student) | Invoke-BatchRequest -Connection $connection -RequestTimeout 200ms
            $result.ErrorKind | Should -Be Timeout
            $result.StatusCode | Should -BeNullOrEmpty
            $result.OperationsUnknown | Should -Be 3
            $result.Operations.State | Should -Be Unknown, Unknown, Unknown
        }
        finally {
            $simulator.Set(@{ latencyTransactionMs = 0 })
        }
    }
}

Describe 'A batch that makes no sense' {
    It 'is no JSON' {
        Assert-Problem InvalidJson InvalidArgument '*not JSON*' { Invoke-BatchRequest -Json '[{' -Connection $connection }
        Assert-Problem InvalidJson InvalidArgument '*operation is not JSON*' { 'nonsense' | Invoke-BatchRequest -Connection $connection }
        Assert-Problem InvalidJson InvalidArgument '*document is not JSON*' { @{ op = 'create'; resource = 'students'; document = 'nonsense' } | Invoke-BatchRequest -Connection $connection }
    }

    It 'has operations and JSON at once' {
        { Invoke-BatchRequest (New-BatchOperation -Triple students (New-Student)) -Json '[]' -Connection $connection } | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
    }

    It 'has a time-out of nothing' {
        { Invoke-BatchRequest -Json '[]' -Connection $connection -RequestTimeout 0s } | Should -Throw '*RequestTimeout*more than zero*'
    }
}

Describe 'Stopping a batch by hand' {
    It 'ends at once' {
        $simulator.Set(@{ latencyTransactionMs = 600000 })
        $before = $simulator.Counts().batchRequests
        $session = Start-Interruptible 'Invoke-BatchRequest -Connection $connection -Operation $operation' @{ connection = $connection; operation = New-BatchOperation -Triple students (New-Student) }
        try {
            Wait-Until { $simulator.Counts().batchRequests -gt $before }
            $session.Stop()
        }
        finally {
            $session.Dispose()
            $simulator.Set(@{ latencyTransactionMs = 0 })
        }
    }
}
