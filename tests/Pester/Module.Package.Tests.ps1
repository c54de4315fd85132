# The nupkg is what a gallery is given; build.cs makes one for the test run.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $package = Join-Path $TestDrive 'package/EdFi.BatchPerf'
    if ($env:EDFI_BATCHPERF_NUPKG) { [IO.Compression.ZipFile]::ExtractToDirectory($env:EDFI_BATCHPERF_NUPKG, $package) }
    $manifest = Import-PowerShellDataFile "$ModulePath/EdFi.BatchPerf.psd1"
}

Describe 'The nupkg' -Skip:(-not $env:EDFI_BATCHPERF_NUPKG) -Tag 'Needs the nupkg of build.cs' {
    It 'holds every file of the module folder' {
        $files = Get-ChildItem $ModulePath -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($ModulePath, $_) }
        $files | Where-Object { -not (Test-Path "$package/$_") } | Should -BeNullOrEmpty
    }

    It 'says in its nuspec what the manifest says' {
        $metadata = ([xml](Get-Content "$package/EdFi.BatchPerf.nuspec" -Raw)).package.metadata
        $metadata.id | Should -Be 'EdFi.BatchPerf'
        ($metadata.version -split '-')[0] | Should -Be $manifest.ModuleVersion
        $metadata.description | Should -Be $manifest.Description
        $metadata.licenseUrl | Should -Be $manifest.PrivateData.PSData.LicenseUri
    }

    It 'carries the tags by which a gallery finds modules and cmdlets' {
        $tags = ([xml](Get-Content "$package/EdFi.BatchPerf.nuspec" -Raw)).package.metadata.tags -split ' '
        $tags | Should -Contain 'PSModule'
        $tags | Should -Contain 'PSIncludes_Cmdlet'
        $manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_", "PSCommand_$_" } | Where-Object { $_ -notin $tags } | Should -BeNullOrEmpty
    }

    It 'is a module once it is unpacked' {
        Invoke-CleanPowerShell { (Import-Module $args[0] -PassThru).ExportedCmdlets.Count } $package | Should -Be $manifest.CmdletsToExport.Count
    }

    It 'is taken by a gallery, which gives it back' -Skip:(-not (Get-Command Publish-PSResource -ErrorAction Ignore)) {
        $gallery = New-Item -ItemType Directory -Path (Join-Path $TestDrive gallery)
        $saved = New-Item -ItemType Directory -Path (Join-Path $TestDrive saved)
        $name = "EdFiBatchPerf$(Get-Random)"
        Register-PSResourceRepository -Name $name -Uri $gallery.FullName -Trusted
        try {
            Publish-PSResource -NupkgPath $env:EDFI_BATCHPERF_NUPKG -Repository $name
            Save-PSResource -Name EdFi.BatchPerf -Prerelease -Repository $name -Path $saved.FullName
        }
        finally {
            Unregister-PSResourceRepository -Name $name
        }

        Test-ModuleManifest (Get-ChildItem "$saved/EdFi.BatchPerf/*/EdFi.BatchPerf.psd1") | Should -Not -BeNullOrEmpty
    }
}
