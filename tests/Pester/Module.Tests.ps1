BeforeDiscovery {
    $path = $env:EDFI_BATCHPERF_MODULE ?? (Resolve-Path "$PSScriptRoot/../../out/module/EdFi.BatchPerf").Path
    $cmdlets = (Import-PowerShellDataFile "$path/EdFi.BatchPerf.psd1").CmdletsToExport
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $manifest = Import-PowerShellDataFile "$ModulePath/EdFi.BatchPerf.psd1"
    $module = Get-Module EdFi.BatchPerf
    $ownAssemblies = 'EdFi.BatchPerf.PS', 'EdFi.BatchPerf.Model', 'EdFi.BatchPerf.Engine', 'EdFi.BatchPerf.Documents', 'EdFi.BatchPerf.Files', 'EdFi.BatchPerf.Questions', 'EdFi.BatchPerf.Page', 'EdFi.BatchPerf.ServerMetrics', 'EdFi.BatchPerf.Telemetry', 'EdFi.BatchPerf.Jobs'

    # What the assemblies want of .NET that is newer than what PowerShell 7.4 brings.
    $newer = Get-ChildItem "$ModulePath/*.dll", "$ModulePath/lib/*.dll" | ForEach-Object {
        $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($_))
        try {
            $metadata = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
            foreach ($handle in $metadata.AssemblyReferences) {
                $reference = $metadata.GetAssemblyReference($handle).GetAssemblyName()
                if ($reference.Name -match '^System\.' -and $reference.Version.Major -gt 8) { [pscustomobject]@{ File = $_.Name; Name = $reference.Name; Version = $reference.Version } }
            }
        }
        finally {
            $reader.Dispose()
        }
    }

    # True for types of this product, PowerShell and .NET, and for what is made of them.
    function Test-KnownType([type] $Type) {
        if ($Type.HasElementType) { return Test-KnownType $Type.GetElementType() }
        foreach ($argument in $Type.GenericTypeArguments) {
            if (-not (Test-KnownType $argument)) { return $false }
        }

        $name = $Type.Assembly.GetName().Name
        $name -in $ownAssemblies -or $name -eq 'System.Management.Automation' -or $Type.Assembly.Location.StartsWith([IO.Path]::GetDirectoryName([object].Assembly.Location))
    }
}

Describe 'Native code' {
    It 'lies beside the IL of every assembly, where its compiler could be had, and the module loads' {
        $files = Get-ChildItem "$ModulePath/*.dll", "$ModulePath/lib/*.dll"
        $without = foreach ($file in $files) {
            $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($file))
            try { if ($reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -eq 0) { $file.Name } }
            finally { $reader.Dispose() }
        }

        if ($without.Count -eq $files.Count) {
            Set-ItResult -Skipped -Because 'the compiler of native code could not be restored when this module was built'
        }

        $without | Should -BeNullOrEmpty
        $module | Should -Not -BeNullOrEmpty
    }
}

Describe 'The manifest' {
    It 'is valid' {
        (Test-ModuleManifest "$ModulePath/EdFi.BatchPerf.psd1").Name | Should -Be 'EdFi.BatchPerf'
    }

    It 'states the version that Directory.Build.props states' {
        $version = ([xml](Get-Content "$PSScriptRoot/../../Directory.Build.props" -Raw)).SelectSingleNode('//Version').InnerText
        ($manifest.ModuleVersion, $manifest.PrivateData.PSData.Prerelease | Where-Object { $_ }) -join '-' | Should -Be $version
    }

    It 'exports every cmdlet of the assembly, and no other' {
        $inAssembly = foreach ($type in $module.ImplementingAssembly.ExportedTypes) {
            $cmdlet = [Reflection.CustomAttributeExtensions]::GetCustomAttribute($type, [System.Management.Automation.CmdletAttribute])
            if ($cmdlet) { "$($cmdlet.VerbName)-$($cmdlet.NounName)" }
        }

        $manifest.CmdletsToExport | Sort-Object | Should -Be ($inAssembly | Sort-Object)
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($inAssembly | Sort-Object)
    }

    It 'exports every alias of the assembly, and no other' {
        $inAssembly = $module.ImplementingAssembly.ExportedTypes |
            Where-Object { $_.IsSubclassOf([System.Management.Automation.Cmdlet]) } |
            ForEach-Object { [Reflection.CustomAttributeExtensions]::GetCustomAttribute($_, [System.Management.Automation.AliasAttribute]).AliasNames }

        $manifest.AliasesToExport | Sort-Object | Should -Be ($inAssembly | Sort-Object)
        $module.ExportedAliases.Keys | Sort-Object | Should -Be ($inAssembly | Sort-Object)
    }

    It 'exports no function and no variable' {
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'names every format file that is there' {
        $manifest.FormatsToProcess | Sort-Object | Should -Be (Get-ChildItem "$ModulePath/*.Format.ps1xml" | ForEach-Object Name | Sort-Object)
    }

    It 'says what the Gallery asks for' {
        foreach ($key in 'GUID', 'Author', 'CompanyName', 'Copyright', 'Description', 'PowerShellVersion') { $manifest[$key] | Should -Not -BeNullOrEmpty -Because $key }
        foreach ($key in 'Tags', 'LicenseUri', 'ReleaseNotes') { $manifest.PrivateData.PSData[$key] | Should -Not -BeNullOrEmpty -Because $key }
    }
}

Describe 'The module folder' {
    It 'has the cmdlets and the engine at its root, and every other assembly in lib' {
        Get-ChildItem "$ModulePath/*.dll" | ForEach-Object Name | Sort-Object | Should -Be 'EdFi.BatchPerf.Engine.dll', 'EdFi.BatchPerf.Model.dll', 'EdFi.BatchPerf.PS.dll'
        Get-ChildItem "$ModulePath/lib" | ForEach-Object Name | Should -Contain 'CsvHelper.dll'
        Get-ChildItem "$ModulePath/lib" | ForEach-Object Name | Should -Contain 'Bogus.dll'
    }

    It 'has the JSON schema of templates' {
        Get-Content "$ModulePath/templates.schema.json" -Raw | Should -Be (Get-Content "$PSScriptRoot/../../docs/templates.schema.json" -Raw)
    }

    It 'has no assembly that PowerShell or .NET brings, but where PowerShell 7.4 brings an older one' {
        $framework = [IO.Path]::GetDirectoryName([object].Assembly.Location)
        Get-ChildItem "$ModulePath/*.dll", "$ModulePath/lib/*.dll" |
            Where-Object { (Test-Path "$PSHOME/$($_.Name)") -or (Test-Path "$framework/$($_.Name)") } |
            Where-Object BaseName -NotIn $newer.Name |
            Should -BeNullOrEmpty
    }

    It 'has a licence text for every assembly of others in lib, named by the notices' {
        $rows = Get-Content "$ModulePath/THIRD-PARTY-NOTICES.md" | Where-Object { $_ -like '| *' }
        foreach ($assembly in Get-ChildItem "$ModulePath/lib/*.dll" | Where-Object Name -NotLike 'EdFi.*') {
            $row = $rows | Where-Object { $_ -match "^\| $([regex]::Escape($assembly.BaseName)) \d" }
            $row | Should -Match 'licenses/' -Because $assembly.Name
            "$ModulePath/$([regex]::Match($row, 'licenses/[^`]+').Value)" | Should -FileContentMatch '(?i)copyright'
        }
    }

    It 'lists in its bill of materials every package that ships' -Skip:(-not (Test-Path "$($env:EDFI_BATCHPERF_MODULE ?? "$PSScriptRoot/../../out/module/EdFi.BatchPerf")/sbom.cdx.json")) {
        $bom = Get-Content "$ModulePath/sbom.cdx.json" -Raw | ConvertFrom-Json
        $bom.bomFormat | Should -Be CycloneDX
        [version] $bom.specVersion | Should -BeGreaterOrEqual ([version] '1.5')
        $bom.metadata.component.version | Should -BeLike "$((Import-PowerShellDataFile "$ModulePath/EdFi.BatchPerf.psd1").ModuleVersion)*"
        foreach ($assembly in Get-ChildItem "$ModulePath/lib/*.dll" | Where-Object Name -NotLike 'EdFi.*') { $bom.components.name | Should -Contain $assembly.BaseName }
        foreach ($component in $bom.components) {
            $component.purl | Should -BeLike 'pkg:*' -Because $component.name
            $component.licenses.license.id ?? $component.licenses.expression | Should -Not -BeNullOrEmpty -Because $component.name
        }
    }

    It 'has the licence' {
        "$ModulePath/LICENSE" | Should -FileContentMatch 'Apache License'
    }

    It 'asks of .NET no more than PowerShell 7.4 brings, or has it in lib' {
        $newer | Where-Object { $path = "$ModulePath/lib/$($_.Name).dll"; -not (Test-Path $path) -or [Reflection.AssemblyName]::GetAssemblyName($path).Version -lt $_.Version } |
            ForEach-Object { "$($_.File) wants $($_.Name) $($_.Version)" } | Should -BeNullOrEmpty
    }
}

Describe '<_>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command -Name $_ -Module EdFi.BatchPerf
    }

    It 'has an approved verb and the noun prefix Batch' {
        Get-Verb $command.Verb | Should -Not -BeNullOrEmpty
        $command.Noun | Should -MatchExactly '^Batch[A-Z]'
    }

    It 'has a singular noun, but for the two that have none' {
        $command.Noun | Should -Match '([^s]|ss|BatchFixtures|BatchMetrics)$'
    }

    It 'says what it returns' {
        $command.OutputType.Count | Should -BeGreaterThan 0
    }

    It 'takes and returns types that scripts can name' {
        # A type of the private context could not be written as [EdFi.BatchPerf.Name].
        @($command.OutputType.Type) + $command.Parameters.Values.ParameterType |
            Where-Object { $_ -and $_.Assembly.GetName().Name -like 'EdFi.*' } |
            ForEach-Object { $_.FullName -as [type] | Should -Be $_ -Because "$_ lies in $($_.Assembly.GetName().Name)" }
    }

    It 'has a default parameter set where it has several' {
        if ($command.ParameterSets.Count -gt 1) { $command.DefaultParameterSet | Should -Not -BeNullOrEmpty }
    }
}

Describe 'The public types' {
    It 'show no third-party type, in no parameter, property, method, field, base type or interface' {
        $everything = [Reflection.BindingFlags]'Public, NonPublic, Instance, Static, DeclaredOnly'
        $found = foreach ($type in $module.ImplementingAssembly.ExportedTypes) {
            $used = @($type.BaseType) + $type.GetInterfaces() + $type.GetFields($everything).FieldType + $type.GetProperties().PropertyType
            foreach ($method in $type.GetMethods()) { $used += @($method.ReturnType) + $method.GetParameters().ParameterType }
            $used | Where-Object { $_ -and -not (Test-KnownType $_) } | ForEach-Object { "$($type.Name): $_" }
        }

        $found | Should -BeNullOrEmpty
    }
}

Describe 'Importing' {
    BeforeAll {
        # One new session for all that is asked of importing.
        $seen = Invoke-CleanPowerShell {
            $before = (Get-Command -CommandType Cmdlet, Function, Alias).Name
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Import-Module $args[0]
            $milliseconds = $watch.Elapsed.TotalMilliseconds
            $type = [EdFi.BatchPerf.BatchResult].FullName
            Remove-Module EdFi.BatchPerf
            $left = @(Compare-Object $before (Get-Command -CommandType Cmdlet, Function, Alias).Name | ForEach-Object InputObject)
            Import-Module $args[0]
            Import-Module $args[0]
            Import-Module $args[0] -Force
            Remove-Module EdFi.BatchPerf
            $commands = @(Get-Command -Module EdFi.BatchPerf).Count
            Import-Module $args[0]
            @{ Milliseconds = $milliseconds; Type = $type; Left = $left; Commands = $commands; Scenarios = @((Get-BatchScenario).Name) }
        } $ModulePath
    }

    It 'lets scripts name the types at once, before a cmdlet ran' {
        $seen.Type | Should -Be 'EdFi.BatchPerf.BatchResult'
    }

    It 'works twice, with -Force, and again after removal' {
        $seen.Commands | Should -Be 0
        $seen.Scenarios | Should -Contain 'StudentBatchVolumeTest'
    }

    It 'leaves no command behind when it is removed' {
        $seen.Left | Should -BeNullOrEmpty
    }

    It 'is measured' {
        Write-Host "  Import-Module took $('{0:N0}' -f $seen.Milliseconds) ms (goal: under 150)"
        $seen.Milliseconds | Should -BeGreaterThan 0
    }

    It 'works in a job' {
        Start-Job { Import-Module $using:ModulePath; (Get-BatchScenario).Name } | Receive-Job -Wait -AutoRemoveJob | Should -Contain 'StudentBatchVolumeTest'
    }

    It 'works in several runspaces at once' {
        1..3 | ForEach-Object -Parallel { Import-Module $using:ModulePath; (Get-BatchScenario).Name } | Where-Object { $_ -eq 'StudentBatchVolumeTest' } | Should -HaveCount 3
    }
}
