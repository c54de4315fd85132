namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Scripts that run on a machine before the module is there.</summary>
internal static class MachineScripts
{
    /// <summary>
    /// Writes as JSON the machine's name, PowerShell and processors, the folder for the module, whether the module of a hash is there, and
    /// the folder of another one that is loaded; the hash is computed as <see cref="Jobs.Fleet.Machines.FleetModule"/> does it.
    /// </summary>
    public const string Probe = """
        param([string] $Base, [string] $Hash)
        $ErrorActionPreference = 'Stop'
        if (-not $Base) {
            $Base = [Environment]::GetFolderPath('LocalApplicationData')
            if (-not $Base) { throw 'The user has no folder for the module: give one that only the user may write, by -ModulePath.' }
            $Base = [IO.Path]::Combine($Base, 'EdFi.BatchPerf', 'modules')
        }
        if ([Environment]::Version.Major -ge 8 -and -not $IsWindows) {
            $null = [IO.Directory]::CreateDirectory($Base, [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute')
            test -O $Base
            if ($LASTEXITCODE -ne 0 -or ([IO.File]::GetUnixFileMode($Base) -band [IO.UnixFileMode] 'GroupWrite, OtherWrite')) {
                throw "Others own or may write $Base, and could put another module there: give another folder, by -ModulePath."
            }
        }
        $folder = [IO.Path]::Combine($Base, $Hash.Substring(0, 16), 'EdFi.BatchPerf')
        $found = ''
        if ($PSVersionTable.PSVersion.Major -ge 7 -and [IO.Directory]::Exists($folder)) {
            try {
                $files = [IO.Directory]::GetFiles($folder, '*', 'AllDirectories')
                [string[]] $names = $files.ForEach({ $_.Substring($folder.Length + 1).Replace('\', '/') })
                [Array]::Sort($names, [StringComparer]::Ordinal)
                $sum = [Security.Cryptography.IncrementalHash]::CreateHash('SHA256')
                foreach ($name in $names) {
                    $sum.AppendData([Text.Encoding]::UTF8.GetBytes($name))
                    $sum.AppendData([Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes([IO.Path]::Combine($folder, $name))))
                }
                $found = [Convert]::ToHexString($sum.GetHashAndReset()).ToLowerInvariant()
            } catch [IO.IOException] {
                $found = '' # another session is putting it there
            }
        }
        $loaded = @(Get-Module EdFi.BatchPerf).ForEach({ $_.ModuleBase }) -join ', '
        @{
            Host = [Environment]::MachineName
            PowerShell = "$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)"
            Cores = [Environment]::ProcessorCount
            Folder = $folder
            HasModule = $found -eq $Hash
            Loaded = if ($loaded -and $loaded -ne $folder) { $loaded } else { '' }
        } | ConvertTo-Json -Compress
        """;

    /// <summary>Puts the module into its folder: the pieces of a zip come as input.</summary>
    public const string Install = """
        param([string] $Folder)
        begin {
            $ErrorActionPreference = 'Stop'
            $parent = [IO.Path]::GetDirectoryName($Folder)
            $null = if ($IsWindows) { [IO.Directory]::CreateDirectory($parent) }
            else { [IO.Directory]::CreateDirectory($parent, [IO.UnixFileMode] 'UserRead, UserWrite, UserExecute') }
            $zip = [IO.Path]::Combine($parent, [IO.Path]::GetRandomFileName())
            $stream = [IO.File]::Create($zip)
        }
        process {
            [byte[]] $bytes = $_
            $stream.Write($bytes, 0, $bytes.Length)
        }
        end {
            $stream.Dispose()
            $whole = "$zip.folder"
            [IO.Compression.ZipFile]::ExtractToDirectory($zip, $whole)
            [IO.File]::Delete($zip)
            if ([IO.Directory]::Exists($Folder)) { [IO.Directory]::Delete($Folder, $true) }
            [IO.Directory]::Move($whole, $Folder)
        }
        clean {
            if ($stream) { $stream.Dispose() }
            if ($zip) { [IO.File]::Delete($zip) }
            if ($whole -and [IO.Directory]::Exists($whole)) { [IO.Directory]::Delete($whole, $true) }
        }
        """;

    /// <summary>Loads the module.</summary>
    public const string Import = "param([string] $Folder) Import-Module ([IO.Path]::Combine($Folder, 'EdFi.BatchPerf.psd1'))";

    /// <summary>The command that answers ticks.</summary>
    public const string Member = @"EdFi.BatchPerf\Invoke-BatchFleetMember";
}
