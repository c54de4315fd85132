# Another module may have brought another CsvHelper. The older one is made here, of a few lines: what counts for .NET is
# its name and version.

BeforeAll {
    . "$PSScriptRoot/common.ps1"

    # Add-Type would give the assembly a random name, so its compiler is called directly.
    function New-Assembly([string] $Path, [string] $Source) {
        Add-Type -TypeDefinition 'namespace EdFi.BatchPerf.Tests { public class CompilerIsLoaded { } }'
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
            [IO.Path]::GetFileNameWithoutExtension($Path),
            [Microsoft.CodeAnalysis.SyntaxTree[]]@([Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($Source)),
            [Microsoft.CodeAnalysis.MetadataReference[]]@([Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)),
            [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new('DynamicallyLinkedLibrary'))
        $stream = [IO.File]::Create($Path)
        try { $compilation.Emit($stream).Success | Should -BeTrue } finally { $stream.Dispose() }
    }

    $oldCsvHelper = Join-Path $TestDrive 'CsvHelper.dll'
    New-Assembly $oldCsvHelper @'
[assembly: System.Reflection.AssemblyVersion("30.0.0.0")]
namespace CsvHelper { public class CsvWriter { public static string Version { get { return "the older one"; } } } }
'@
    $simulator = Start-TestSimulator

    # Loads the older one before or after the module has used its own, and runs the main job, which writes CSV files with it.
    $mainJob = {
        $modulePath, $oldCsvHelper, $when, $baseUrl, $resultPath = $args
        if ($when -eq 'first') { Add-Type -Path $oldCsvHelper }
        Import-Module $modulePath
        $connection = Connect-BatchApi -BaseUrl $baseUrl -Credential ([pscredential]::new('test-key', (ConvertTo-SecureString 'test-secret' -AsPlainText -Force)))
        $results = Invoke-BatchVolumeTest -Connection $connection -ClientCount 2 -BatchCount 6 -ResultPath $resultPath
        if ($when -eq 'after') { Add-Type -Path $oldCsvHelper }
        [pscustomobject]@{
            Batches = @($results | Where-Object Success).Count
            Rows    = @(Import-Csv $resultPath).Count
            Old     = [CsvHelper.CsvWriter]::Version
            Loaded  = @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'CsvHelper' } | ForEach-Object {
                    "$($_.GetName().Version.Major) in $([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name)"
                } | Sort-Object)
        }
    }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Beside an older CsvHelper' {
    It 'does the main job when the older one was loaded <_>' -ForEach 'first', 'after' {
        $job = Invoke-CleanPowerShell $mainJob $ModulePath, $oldCsvHelper, $_, $simulator.BaseUrl, (Join-Path $TestDrive "$_.csv")
        $job.Batches | Should -Be 6
        $job.Rows | Should -Be 6
        $job.Old | Should -Be 'the older one'
        $job.Loaded | Should -Be '30 in Default', '34 in EdFi.BatchPerf'
    }
}

Describe 'The module''s own packages' {
    It 'are not handed to others who miss one of that name, nor looked for once the module is removed' {
        Invoke-CleanPowerShell {
            Import-Module $args[0]
            try { [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyName('CsvHelper').FullName } catch { $_.Exception.InnerException.GetType().Name }
            Remove-Module EdFi.BatchPerf
            try { [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyName('EdFi.BatchPerf.Files').FullName } catch { $_.Exception.InnerException.GetType().Name }
        } $ModulePath | Should -Be 'FileNotFoundException', 'FileNotFoundException'
    }

    It 'say which file is missing, instead of bringing PowerShell down, when lib is incomplete' {
        $broken = Join-Path $TestDrive 'broken/EdFi.BatchPerf'
        Copy-Item $ModulePath $broken -Recurse
        Remove-Item "$broken/lib/EdFi.BatchPerf.Documents.dll"
        Invoke-CleanPowerShell {
            Import-Module $args[0]
            try { Get-BatchScenario } catch { $_.Exception.Message }
        } $broken | Should -Match 'EdFi.BatchPerf.Documents'
    }
}
