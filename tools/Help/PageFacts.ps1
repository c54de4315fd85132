# What Get-Command knows of a cmdlet, in the words of a help page. update-pages.ps1 writes it, Help.Tests.ps1 compares with it.

function Get-PageSyntax {
    <#
    .SYNOPSIS
    The SYNTAX section's text of a cmdlet: a heading and a code block for each parameter set.
    #>
    param([Parameter(Mandatory)] [System.Management.Automation.CmdletInfo] $Command)

    $sets = @($Command.ParameterSets | Sort-Object { -not $_.IsDefault } -Stable)
    $fence = '```'
    $(foreach ($set in $sets) {
            $words = "$($Command.Name) $($set.ToString())" -split ' (?=\[|-)'
            $lines = [Collections.Generic.List[string]]@($words[0])
            foreach ($word in $words | Select-Object -Skip 1) {
                if ($lines[-1].Length + $word.Length -ge 110) { $lines.Add(" $word") } else { $lines[-1] += " $word" }
            }

            if ($sets.Count -gt 1) { "### $($set.Name)$(if ($set.IsDefault) { ' (Default)' })", '' }
            "$fence", ($lines -join "`n"), "$fence", ''
        }) -join "`n"
}

function Get-PageParameter {
    <#
    .SYNOPSIS
    The parameters that a cmdlet's page describes: all but the common ones, by name, with -WhatIf and -Confirm at the end.
    #>
    param([Parameter(Mandatory)] [System.Management.Automation.CmdletInfo] $Command)

    $common = [System.Management.Automation.Cmdlet]::CommonParameters
    $Command.Parameters.Values | Where-Object Name -notin $common | Sort-Object { $_.Name -in 'WhatIf', 'Confirm' }, Name
}

function Get-PageFact {
    <#
    .SYNOPSIS
    The yaml blocks of a parameter: one, or one for each group of parameter sets whose facts differ.
    .PARAMETER Known
    The default value that the page states. It is kept where the cmdlet itself has none but "not given".
    #>
    param(
        [Parameter(Mandatory)] [System.Management.Automation.CmdletInfo] $Command,
        [Parameter(Mandatory)] [System.Management.Automation.ParameterMetadata] $Parameter,
        [string] $Known
    )

    $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
    $element = $type.IsArray ? $type.GetElementType() : $type
    $values = $element.IsEnum ? [enum]::GetNames($element) : @($Parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues)
    $default = Get-PageDefault $Command $Parameter
    if ($null -eq $default) { $default = $Known ? $Known : 'None' }
    $wildcards = [bool]($Parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] })

    $groups = [ordered]@{}
    foreach ($name in $Parameter.ParameterSets.Keys) {
        $in = $Parameter.ParameterSets[$name]
        $by = @(if ($in.ValueFromPipeline) { 'ByValue' }; if ($in.ValueFromPipelineByPropertyName) { 'ByPropertyName' })
        if ($in.ValueFromRemainingArguments) { $by += 'from remaining arguments' }
        $key = @(
            "Required: $($in.IsMandatory)"
            "Position: $($in.Position -lt 0 ? 'Named' : $in.Position)"
            "Default value: $default"
            "Accept pipeline input: $($in.ValueFromPipeline -or $in.ValueFromPipelineByPropertyName)$(if ($by) { " ($($by -join ', '))" })"
            "Accept wildcard characters: $wildcards"
        ) -join "`n"
        $groups[$key] = @($groups[$key]) + $name | Where-Object { $_ }
    }

    foreach ($key in $groups.Keys) {
        $names = $groups[$key] -contains '__AllParameterSets' ? '(All)' : ($groups[$key] | Sort-Object { @($Command.ParameterSets.Name).IndexOf($_) }) -join ', '
        @(
            "Type: $($type.FullName)"
            "Parameter Sets: $names"
            "Aliases: $($Parameter.Aliases -join ', ')".Trim()
            if ($values) { "Accepted values: $($values -join ', ')" }
            ''
            $key
        ) -join "`n"
    }
}

function Get-PageDefault {
    <#
    .SYNOPSIS
    A parameter's default value as a new instance of the cmdlet has it; nothing where it stands for "not given".
    #>
    param([System.Management.Automation.CmdletInfo] $Command, [System.Management.Automation.ParameterMetadata] $Parameter)

    if ($Parameter.ParameterType -eq [switch]) { return 'False' }
    # A cmdlet may declare a parameter of its base class anew; its own comes first.
    $property = $Command.ImplementingType.GetProperties() | Where-Object Name -CEQ $Parameter.Name | Sort-Object { $_.DeclaringType -ne $Command.ImplementingType } | Select-Object -First 1
    $value = if ($property) { $property.GetValue([Activator]::CreateInstance($Command.ImplementingType)) }
    switch ($value) {
        { $_ -is [timespan] } { if ($_ -ne [timespan]::Zero) { [EdFi.BatchPerf.DurationText]::Format($_) }; break }
        { $_ -is [double] } { if ($_ -ne 0 -and -not [double]::IsNaN($_)) { $_.ToString([cultureinfo]::InvariantCulture) }; break }
        { $_ -is [int] -or $_ -is [long] } { if ($_ -ne 0) { "$_" }; break }
        { $_ -is [enum] } { if (-not $Parameter.Attributes.Where({ $_ -is [Parameter] }).Mandatory) { "$_" }; break }
    }
}
