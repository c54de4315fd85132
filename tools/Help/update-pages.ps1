<#
.SYNOPSIS
Brings SYNTAX and PARAMETERS of the pages in docs/en-US up to date with the built module; the words stay as they are.
.DESCRIPTION
A parameter that a page lacks gets a part with the text TODO; one that no longer exists is taken out. A cmdlet without a page
gets an empty one. Run it after `dotnet run build.cs -- build`, then write what is to be said where it says TODO.
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [string] $ModulePath = "$PSScriptRoot/../../out/module/EdFi.BatchPerf",
    [string] $PagesPath = "$PSScriptRoot/../../docs/en-US"
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/PageFacts.ps1"
Import-Module $ModulePath

$fence = '```'
$template = @"
---
external help file: EdFi.BatchPerf.PS.dll-Help.xml
Module Name: EdFi.BatchPerf
online version:
schema: 2.0.0
---

# {0}

## SYNOPSIS

TODO

## SYNTAX

## DESCRIPTION

TODO

## EXAMPLES

## PARAMETERS

### CommonParameters

This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction,
-InformationVariable, -OutVariable, -OutBuffer, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction, and
-WarningVariable. For more information, see about_CommonParameters.

## INPUTS

## OUTPUTS

## NOTES

## RELATED LINKS
"@

foreach ($command in Get-Command -Module EdFi.BatchPerf -CommandType Cmdlet) {
    $path = Join-Path $PagesPath "$($command.Name).md"
    $old = (Test-Path $path) ? (Get-Content $path -Raw) : ($template -f $command.Name)
    $sections = [ordered]@{}
    $parts = $old -split '(?m)^## ' 
    foreach ($part in $parts | Select-Object -Skip 1) {
        $title, $body = $part -split "\r?\n", 2
        $sections[$title.Trim()] = "$body".Trim()
    }

    $described = [ordered]@{}
    foreach ($part in $sections['PARAMETERS'] -split '(?m)^### ' | Where-Object { $_.Trim() }) {
        $title, $body = $part -split "\r?\n", 2
        $described[$title.Trim()] = "$body".Trim()
    }

    $parameters = foreach ($parameter in Get-PageParameter $command) {
        $was = $described["-$($parameter.Name)"]
        $words = $was ? ($was -replace "(?s)$fence`yaml.*?$fence").Trim() : 'TODO'
        $known = if ($was -match '(?m)^Default value: (.+)$') { $Matches[1].Trim() }
        "### -$($parameter.Name)`n`n$words`n"
        foreach ($block in Get-PageFact $command $parameter -Known "$known") { "${fence}yaml`n$block`n$fence`n" }
    }

    $sections['SYNTAX'] = (Get-PageSyntax $command).Trim()
    $sections['PARAMETERS'] = (@($parameters) + "### CommonParameters`n`n$($described['CommonParameters'])") -join "`n"
    $new = $parts[0].TrimEnd() + "`n`n" + (@($sections.Keys | ForEach-Object { "## $_`n`n$($sections[$_])".TrimEnd() }) -join "`n`n") + "`n"
    if ($new -cne $old) {
        Set-Content -LiteralPath $path -Value $new -NoNewline
        "$($command.Name): brought up to date"
    }

    if ($new -cmatch 'TODO') { Write-Warning "$($command.Name): there is something to write where it says TODO." }
}
