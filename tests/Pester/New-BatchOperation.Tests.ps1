BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $student = @{ studentUniqueId = 'S-1'; birthDate = '2010-01-13'; firstName = 'Ada'; lastSurname = 'Ng' }
    $section = [pscustomobject]@{
        sectionIdentifier       = 'X-1'
        courseOfferingReference = [pscustomobject]@{ localCourseCode = 'ALG'; schoolId = 255901001; schoolYear = 2025; sessionName = 'Fall' }
        sequenceOfCourse        = 1
        availableCredits        = 1.5
    }

    function Complete([string] $Line) {
        [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText
    }
}

Describe 'A single operation' {
    It 'creates with a document and no key' {
        $operation = New-BatchOperation Create students $student
        $operation | Should -BeOfType EdFi.BatchPerf.BatchOperation
        $operation.Op | Should -Be Create
        $operation.Resource | Should -Be students
        ($operation.Document | ConvertFrom-Json).firstName | Should -Be Ada
        $operation.NaturalKey | Should -BeNullOrEmpty
        $operation.DocumentId | Should -BeNullOrEmpty
    }

    It 'derives the natural key of an update from the document' {
        (New-BatchOperation Update students $student).NaturalKey | Should -Be '{"studentUniqueId":"S-1"}'
    }

    It 'derives a natural key of several parts, flat' {
        $key = (New-BatchOperation Update sections $section).NaturalKey | ConvertFrom-Json
        $key.psobject.Properties.Name | Should -Be sectionIdentifier, localCourseCode, schoolId, schoolYear, sessionName
        $key.schoolId | Should -Be 255901001
    }

    It 'derives the key of a delete, and leaves the document out' {
        $operation = New-BatchOperation Delete students $student
        $operation.NaturalKey | Should -Be '{"studentUniqueId":"S-1"}'
        $operation.Document | Should -BeNullOrEmpty
    }

    It 'takes the natural key as it is given' {
        (New-BatchOperation Delete students -NaturalKey @{ studentUniqueId = 'S-9' }).NaturalKey | Should -Be '{"studentUniqueId":"S-9"}'
        (New-BatchOperation Delete students -NaturalKey '{"studentUniqueId":"S-9"}').NaturalKey | Should -Be '{"studentUniqueId":"S-9"}'
    }

    It 'takes an id instead of a key, and an ETag' {
        $id = [guid]::NewGuid()
        $operation = New-BatchOperation Update students $student -DocumentId $id -IfMatch '"1-abc"'
        $operation.DocumentId | Should -Be "$id"
        $operation.NaturalKey | Should -BeNullOrEmpty
        $operation.IfMatch | Should -Be '"1-abc"'
    }
}

Describe 'A document' {
    It 'can be a hashtable, an object or JSON' {
        $json = ConvertTo-Json $student
        foreach ($document in $student, [pscustomobject] $student, $json, ($json | ConvertFrom-Json)) {
            (New-BatchOperation Create students $document).Document | ConvertFrom-Json | ForEach-Object studentUniqueId | Should -Be 'S-1'
        }
    }

    It 'comes from the pipeline' {
        $operations = 'A', 'B' | ForEach-Object { @{ studentUniqueId = $_ } } | New-BatchOperation Update students
        $operations.NaturalKey | Should -Be '{"studentUniqueId":"A"}', '{"studentUniqueId":"B"}'
    }

    It 'keeps numbers, dates, booleans, lists and letters beyond ASCII, whatever the culture' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $document = (New-BatchOperation Create things @{ a = 1.5; b = 12345678901; c = $true; d = $null; e = @(1, 'x'); f = 'Zoë'; g = [datetime] '2025-08-15'; h = @{ i = [decimal] 0.1 } }).Document
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }

        foreach ($part in '"a":1.5', '"b":12345678901', '"c":true', '"d":null', '"e":[1,"x"]', '"f":"Zoë"', '"g":"2025-08-15"', '"h":{"i":0.1}') { $document | Should -BeLike "*$([WildcardPattern]::Escape($part))*" }
    }

    It 'is left as it is when it is JSON' {
        (New-BatchOperation Create students '{ "studentUniqueId": "S-1", "n": 1.50 }').Document | Should -Be '{ "studentUniqueId": "S-1", "n": 1.50 }'
    }
}

Describe 'A triple' {
    It 'is create, update and delete of one document' {
        $triple = New-BatchOperation -Triple students $student
        $triple.Op | Should -Be Create, Update, Delete
        $triple[0].NaturalKey | Should -BeNullOrEmpty
        $triple[1..2].NaturalKey | Should -Be '{"studentUniqueId":"S-1"}', '{"studentUniqueId":"S-1"}'
        $triple[1].Document | Should -Be $triple[0].Document
        $triple[2].Document | Should -BeNullOrEmpty
    }

    It 'changes in its update what is asked for: replaces, adds, removes, merges' {
        $updated = (New-BatchOperation -Triple sections $section -Update @{ sequenceOfCourse = 2; availableCredits = $null; note = 'x'; courseOfferingReference = @{ extra = 1 } })[1].Document | ConvertFrom-Json
        $updated.sequenceOfCourse | Should -Be 2
        $updated.psobject.Properties.Name | Should -Not -Contain availableCredits
        $updated.note | Should -Be x
        $updated.courseOfferingReference.schoolId | Should -Be 255901001
        $updated.courseOfferingReference.extra | Should -Be 1
    }

    It 'comes of every document in the pipeline' {
        (@{ studentUniqueId = 'A' }, @{ studentUniqueId = 'B' } | New-BatchOperation -Triple students).Op | Should -Be Create, Update, Delete, Create, Update, Delete
    }
}

Describe 'An operation that makes no sense' {
    It '<Why>' -ForEach @(
        @{ Why = 'creates without a document'; Script = { New-BatchOperation Create students }; Like = '*needs a document*' }
        @{ Why = 'updates without a document'; Script = { New-BatchOperation Update students -NaturalKey @{ studentUniqueId = 'S' } }; Like = '*needs a document*' }
        @{ Why = 'creates with a key'; Script = { New-BatchOperation Create students @{ a = 1 } -NaturalKey @{ a = 1 } }; Like = '*create takes neither*' }
        @{ Why = 'has both key and id'; Script = { New-BatchOperation Delete students -NaturalKey @{ a = 1 } -DocumentId (New-Guid) }; Like = '*Both*' }
        @{ Why = 'deletes nothing in particular'; Script = { New-BatchOperation Delete students }; Like = '*-NaturalKey, -DocumentId or a -Document*' }
        @{ Why = 'has a document without its key field'; Script = { New-BatchOperation Update students @{ firstName = 'A' } }; Like = '*studentUniqueId*' }
        @{ Why = 'is about a resource whose identity is not known'; Script = { New-BatchOperation Delete widgets @{ a = 1 } }; Like = '*widgets*-NaturalKey*' }
        @{ Why = 'is a triple without a document'; Script = { New-BatchOperation -Triple students }; Like = '*needs a document*' }
    ) {
        Assert-Problem InvalidOperation InvalidArgument $Like $Script
    }

    It 'has a document that is not JSON' {
        Assert-Problem InvalidJson InvalidArgument '*document is not JSON (line 2)*' { New-BatchOperation Create students "{`n x" }
    }

    It 'has a document without end, or with a number that is none' {
        $endless = @{}
        $endless.self = $endless
        Assert-Problem InvalidJson InvalidArgument '*32 levels*' { New-BatchOperation Create students $endless }
        Assert-Problem InvalidJson InvalidArgument '*NaN*' { New-BatchOperation Create students @{ a = [double]::NaN } }
    }

    It 'cannot be bound: <Script>' -ForEach @(
        @{ Script = { New-BatchOperation Upsert students @{ a = 1 } } }
        @{ Script = { New-BatchOperation Create 'students/1' @{ a = 1 } } }
        @{ Script = { New-BatchOperation Create students @{ a = 1 } -Triple } }
        @{ Script = { New-BatchOperation Delete students -DocumentId nonsense } }
    ) {
        $Script | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
    }
}

Describe 'Completion' {
    It 'knows resources and operations' {
        Complete 'New-BatchOperation Create stud' | Should -Be studentSchoolAssociations, students
        Complete 'New-BatchOperation -Op ' | Should -Be Create, Delete, Update
    }
}
