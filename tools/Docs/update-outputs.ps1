<#
.SYNOPSIS
Runs the commands of docs/*.md against a simulator and writes what they put out into the pages.
.DESCRIPTION
A block of ```powershell that a block of ```text follows is run, and the text is replaced by its output. The blocks of a page run in one
session and an empty folder. `dotnet run build.cs -- outputs [PAGE ...]` builds the module and calls this script.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [string] $Page = '*'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$pages = Join-Path $PSScriptRoot '../../docs'
$pair = [regex]::new('(?ms)^```powershell\r?\n(?<code>.*?)^```\r?\n\r?\n```text\r?\n(?<text>.*?)^```')
$width = 120

# What a page's commands stand on, beside $dms (connected, fixtures there) and $key: simulators of 20 ms per batch and
# 0.5 ms per operation, unless a page needs another one.
$setups = @{
    atomicity  = { $broken = & $connect @{ ArgumentList = '--break-atomicity', 'true' } }
    capacity   = { $dms = & $connect @{ ArgumentList = '--max-transactions', '2' } }
    comparison = {
        $login = '--key', $key.UserName, '--secret', $key.GetNetworkCredential().Password # both servers take $key
        $slow = & $start @{ TransactionLatency = '24ms'; ArgumentList = $login }
        & $fixtures $slow $key
    }
    contention = { $dms = & $connect @{ ArgumentList = '--document-locks', 'true' } }
    console    = {
        $env:PERF_API_KEY, $env:PERF_API_SECRET = $key.UserName, $key.GetNetworkCredential().Password
        function edfi-batchperf { dotnet "$PSScriptRoot/../../src/Cli/bin/Release/net10.0/edfi-batchperf.dll" @args 2>$null }
    }
    gates      = { $dms = & $connect @{ TransactionLatency = '40ms' } }
    templates  = { Copy-Item "$PSScriptRoot/../../examples" . -Recurse }
}

$script:started = @()

$start = {
    param([hashtable] $Option = @{})
    $options = @{ TransactionLatency = '20ms'; OperationLatency = '0.5ms' }
    foreach ($name in $Option.Keys) { $options[$name] = $Option[$name] }
    $new = Start-BatchSimulator @options
    $script:started += $new
    $new
}

$fixtures = {
    param($Simulator, $Credential = $Simulator.Credential)
    $connection = Connect-BatchApi $Simulator.BaseUrl $Credential
    Initialize-BatchFixtures -Connection $connection -Confirm:$false | Out-Null
    $connection
}

$connect = { param([hashtable] $Option = @{}) & $fixtures (& $start $Option) }

function Update-Page([IO.FileInfo] $File) {
    $text = Get-Content -LiteralPath $File -Raw
    if (-not $pair.IsMatch($text)) { return }

    $folder = [IO.Directory]::CreateTempSubdirectory('batchperf-docs-').FullName
    Push-Location -LiteralPath $folder
    try {
        $simulator = & $start
        $key = $simulator.Credential
        $dms = & $fixtures $simulator
        if ($setups[$File.BaseName]) { . $setups[$File.BaseName] | Out-Null }
        $urls = @{ 'https://dms.example.org' = $simulator.BaseUrl; 'https://dms-1.example.org' = $simulator.BaseUrl; 'https://dms-2.example.org' = $slow.BaseUrl }
        foreach ($match in $pair.Matches($text)) {
            $code = $match.Groups['code'].Value
            foreach ($url in $urls.Keys.Where({ $urls[$_] })) { $code = $code.Replace($url, $urls[$url]) }
            $output = . ([scriptblock]::Create($code)) 3>$null | Out-String -Width $width
            $lines = $output.Replace($folder, '.').Trim("`r", "`n") -split '\r?\n' | ForEach-Object TrimEnd
            $new = $match.Value.Substring(0, $match.Groups['text'].Index - $match.Index) + ($lines -join "`n") + "`n" + '```'
            $text = $text.Replace($match.Value, $new)
        }

        Set-Content -LiteralPath $File -Value $text -NoNewline
        "$($File.Name): $($pair.Matches($text).Count) outputs"
    }
    finally {
        Pop-Location
        Remove-Item -LiteralPath $folder -Recurse -Force
        $script:started | Stop-BatchSimulator
        $script:started = @()
    }
}

$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
foreach ($file in Get-ChildItem -Path $pages -Filter *.md -File) {
    if (($Page -split ',').Where({ $file.BaseName -like $_ })) { Update-Page $file }
}
