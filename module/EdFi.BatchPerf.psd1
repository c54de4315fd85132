@{
    RootModule           = 'EdFi.BatchPerf.PS.dll'
    # Stamped by build.cs from Directory.Build.props, the one place that states the version.
    ModuleVersion        = '0.0.0'
    GUID                 = '12e25b00-ad9e-4c14-bf9e-ec7f6d4d43b7'
    Author               = 'EdFi.BatchPerf contributors'
    CompanyName          = 'EdFi.BatchPerf contributors'
    Copyright            = 'Licensed under the Apache License, Version 2.0'
    Description          = 'Load-tests the transactional POST /batch endpoint of an Ed-Fi Data Management Service: how many operations a second it commits, at which latency and batch size, and whether a failed batch leaves nothing behind.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    # Loaded before the types file, which names types of it.
    RequiredAssemblies   = @('EdFi.BatchPerf.Model.dll')
    TypesToProcess       = @('EdFi.BatchPerf.Types.ps1xml')
    FormatsToProcess     = @('EdFi.BatchPerf.Format.ps1xml')
    CmdletsToExport      = @(
        'Compare-BatchMetrics'
        'Connect-BatchApi'
        'Disconnect-BatchApi'
        'Export-BatchReport'
        'Find-BatchCapacity'
        'Get-BatchLeftover'
        'Get-BatchMetrics'
        'Get-BatchScenario'
        'Import-BatchResult'
        'Initialize-BatchFixtures'
        'Invoke-BatchFleetMember'
        'Invoke-BatchFleetTest'
        'Invoke-BatchRequest'
        'Invoke-BatchVolumeTest'
        'Measure-BatchSize'
        'Merge-BatchMetrics'
        'Merge-BatchRun'
        'New-BatchOperation'
        'New-BatchScenario'
        'Remove-BatchFixtures'
        'Remove-BatchLeftover'
        'Start-BatchSimulator'
        'Stop-BatchSimulator'
        'Test-BatchAtomicity'
        'Test-BatchThreshold'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('Initialize-BatchFixture', 'Remove-BatchFixture')
    PrivateData          = @{
        PSData = @{
            Tags         = @('Ed-Fi', 'DMS', 'LoadTest', 'Performance', 'Benchmark', 'REST', 'Batch', 'Windows', 'Linux', 'MacOS', 'PSEdition_Core')
            LicenseUri   = 'https://www.apache.org/licenses/LICENSE-2.0'
            ReleaseNotes = 'CHANGELOG.md in the module folder lists the changes of each version.'
            Prerelease   = ''
        }
    }
}
