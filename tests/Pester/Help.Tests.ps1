# Holds the help to the cmdlets: pages in docs/en-US, the help file made of them, and what Get-Help shows.

BeforeDiscovery {
    $path = $env:EDFI_BATCHPERF_MODULE ?? (Resolve-Path "$PSScriptRoot/../../out/module/EdFi.BatchPerf").Path
    Import-Module $path
    $common = [System.Management.Automation.Cmdlet]::CommonParameters
    $cmdlets = Get-Command -Module EdFi.BatchPerf -CommandType Cmdlet | ForEach-Object {
        @{ Name = $_.Name; Parameters = @($_.Parameters.Keys | Where-Object { $_ -notin $common } | ForEach-Object { @{ Parameter = $_ } }) }
    }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/../../tools/Help/PageFacts.ps1"
    $pagesPath = (Resolve-Path "$PSScriptRoot/../../docs/en-US").Path
    $refresh = 'run tools/Help/update-pages.ps1 after a build, and write what is to be said'

    # A page's sections by title; in each, its parts by title, and its own text under ''.
    function Read-Page([string] $Name) {
        $sections = [ordered]@{}
        foreach ($section in (Get-Content "$pagesPath/$Name.md" -Raw) -split '(?m)^## ' | Select-Object -Skip 1) {
            $title, $body = $section -split '\r?\n', 2
            $parts = [ordered]@{ '' = ($body -split '(?m)^### ', 2)[0].Trim() }
            foreach ($part in $body -split '(?m)^### ' | Select-Object -Skip 1) {
                $partTitle, $text = $part -split '\r?\n', 2
                $parts[$partTitle.Trim()] = "$text".Trim()
            }

            $sections[$title.Trim()] = $parts
        }

        $sections
    }

    # Text without code: neither fenced nor between backticks.
    function Get-Prose([string] $Text) { $Text -replace '(?ms)^```.*?^```' -replace '`[^`]*`' }

    function Join-Words([string] $Text) { ($Text -replace '\s+', ' ').Trim() }

    # What a text calls a parameter, such as -Duration, and no cmdlet of the module has.
    function Get-UnknownParameter([string] $Text) {
        $known = @((Get-Command -Module EdFi.BatchPerf -CommandType Cmdlet).Parameters.Keys) + 'Full', 'Examples', 'Variable'
        [regex]::Matches($Text, '(?<![\w\-/.])-([A-Z]\w+)').ForEach({ $_.Groups[1].Value }) | Where-Object { $_ -notin $known } | Select-Object -Unique
    }
}

Describe 'The pages' {
    It 'are those of the exported cmdlets, one each' {
        $pages = Get-ChildItem "$pagesPath/*.md" | ForEach-Object BaseName
        $pages | Sort-Object | Should -Be ((Import-PowerShellDataFile "$ModulePath/EdFi.BatchPerf.psd1").CmdletsToExport | Sort-Object)
    }

    It 'are what the module''s help file was made of' {
        [xml]$maml = Get-Content "$ModulePath/en-US/EdFi.BatchPerf.PS.dll-Help.xml" -Raw
        $maml.helpItems.command.details.name | Sort-Object | Should -Be (Get-ChildItem "$pagesPath/*.md" | ForEach-Object BaseName | Sort-Object)
    }
}

Describe '<Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command -Name $Name -Module EdFi.BatchPerf
        $page = Read-Page $Name
        $help = Get-Help $Name -Full
        # PowerShell gives an array of one as the one.
        $helpParameters = @($help.parameters.parameter)
    }

    It 'has a page with every section, and nothing left to do' {
        $page.Keys | Should -Be 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS'
        "$pagesPath/$Name.md" | Should -Not -FileContentMatchExactly '\bTODO\b'
    }

    It 'has the syntax that Get-Command gives' {
        $onPage = foreach ($part in $page['SYNTAX'].Keys) { if ($part) { "### $part" }; $page['SYNTAX'][$part] }
        Join-Words ($onPage -join ' ') | Should -Be (Join-Words (Get-PageSyntax $command)) -Because $refresh
    }

    It 'has a part for each of its parameters, and no other' {
        $page['PARAMETERS'].Keys | Where-Object { $_ } | Should -Be (@(Get-PageParameter $command | ForEach-Object { "-$($_.Name)" }) + 'CommonParameters') -Because $refresh
    }

    It 'states the facts of -<Parameter>, and says something about it' -ForEach $Parameters {
        $text = $page['PARAMETERS']["-$Parameter"]
        $text | Should -Not -BeNullOrEmpty -Because $refresh
        $blocks = [regex]::Matches($text, '(?ms)^```yaml\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value.Trim() })
        $known = if ($text -match '(?m)^Default value: (.+)$') { $Matches[1] }
        $expected = Get-PageFact $command $command.Parameters[$Parameter] -Known "$known"
        $blocks | Should -Be ($expected | ForEach-Object { $_.Trim() }) -Because $refresh

        $prose = Get-Prose $text
        $prose.Trim().Length | Should -BeGreaterThan 20
        foreach ($range in $command.Parameters[$Parameter].Attributes | Where-Object { $_ -is [ValidateRange] -or $_ -is [EdFi.BatchPerf.Cmdlets.OptionRangeAttribute] }) {
            $bounds = $range.MinRange, $range.MaxRange | ForEach-Object { $_ -is [timespan] ? [EdFi.BatchPerf.DurationText]::Format($_) : $_ }
            foreach ($bound in $bounds | Where-Object { $_ -is [string] -or $_ -lt [int]::MaxValue }) {
                $prose -replace '(?<=\d),(?=\d{3})' | Should -Match "(?<![\d.])$([regex]::Escape([string]::Format([cultureinfo]::InvariantCulture, '{0}', $bound)))(?!\d)" -Because 'the text says what is allowed'
            }
        }
    }

    It 'names no parameter that does not exist' {
        $prose = Get-Prose (($page.Keys | ForEach-Object { $page[$_].Values }) -join "`n")
        Get-UnknownParameter $prose | Should -BeNullOrEmpty
    }

    It 'has two examples or more, each with code and a word about it' {
        $examples = @($page['EXAMPLES'].Keys | Where-Object { $_ })
        $examples.Count | Should -BeGreaterOrEqual 2
        for ($i = 0; $i -lt $examples.Count; $i++) {
            $examples[$i] | Should -Match "^Example $($i + 1): \S"
            $page['EXAMPLES'][$examples[$i]] | Should -Match '(?ms)^```powershell\n.+^```\s+\S'
        }
    }

    It 'says of each type that it returns what it is' {
        $command.OutputType.Type | ForEach-Object { $_ -eq [void] ? 'None' : $_.FullName } | Should -Be @($page['OUTPUTS'].Keys | Where-Object { $_ })
        $page['OUTPUTS'].Keys | Where-Object { $_ } | ForEach-Object { $page['OUTPUTS'][$_] | Should -Not -BeNullOrEmpty }
        $page['INPUTS'].Keys | Where-Object { $_ } | ForEach-Object { $page['INPUTS'][$_] | Should -Not -BeNullOrEmpty }
    }

    It 'links to pages that exist' {
        $links = [regex]::Matches($page['RELATED LINKS'][''], '\[([^\]]+)\]\(([^)]+)\)')
        $links.Count | Should -BeGreaterThan 0
        $links | ForEach-Object { "$pagesPath/$($_.Groups[2].Value)" | Should -Exist }
    }

    It 'is shown by Get-Help as the page has it' {
        $help.Synopsis.Trim() | Should -Be (Join-Words $page['SYNOPSIS'][''])
        ($help.description.Text -join ' ').Length | Should -BeGreaterThan 100
        @($help.examples.example).Count | Should -Be @($page['EXAMPLES'].Keys | Where-Object { $_ }).Count
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        $helpParameters.name | Sort-Object | Should -Be (Get-PageParameter $command | ForEach-Object Name | Sort-Object)
        foreach ($parameter in $helpParameters) { $parameter.description.Text -join ' ' | Should -Not -BeNullOrEmpty -Because $parameter.name }
    }

    It 'names the related pages, and offers no -Online, for which there is no address' {
        $shown = Get-Help $Name | Out-String -Width 300
        $shown | Should -Not -Match '-Online'
        foreach ($link in [regex]::Matches($page['RELATED LINKS'][''], '\[([^\]]+)\]')) { $shown | Should -Match "See also: .*$([regex]::Escape($link.Groups[1].Value))" }
    }

    It 'is printed by Get-Help with -Full, -Examples and -Parameter' {
        $full = Get-Help $Name -Full | Out-String -Width 300
        foreach ($heading in 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES') { $full | Should -MatchExactly "(?m)^$heading" }
        Get-Help $Name -Examples | Out-String -Width 300 | Should -Match '---- Example 2: '
        $described = Get-Help $Name -Parameter * | Out-String -Width 300
        foreach ($parameter in $helpParameters.name) { $described | Should -Match "(?m)^-$parameter [\s\S]*Required\?" }
    }
}

Describe 'about_EdFi.BatchPerf' {
    BeforeAll {
        $about = Get-Help about_EdFi.BatchPerf | Out-String -Width 300
    }

    It 'is found by Get-Help' {
        $about | Should -Match 'about_EdFi\.BatchPerf'
        (Get-Help about_EdFi.BatchPerf).Synopsis | Should -Match '^How to find out'
    }

    It 'has a topic for each question, within 80 columns' {
        $topics = Get-ChildItem "$(Split-Path (Get-Module EdFi.BatchPerf).Path)/en-US/about_EdFi.BatchPerf.*.help.txt"
        $named = Select-String -Path "$pagesPath/*" -Pattern 'about_EdFi\.BatchPerf\.(?!help\b)[a-z-]+' -AllMatches | ForEach-Object { $_.Matches.Value }
        $named | Sort-Object -Unique | Should -Be ($topics.BaseName -replace '\.help$' | Sort-Object)
        foreach ($topic in $topics) {
            $text = Get-Help ($topic.BaseName -replace '\.help$') | Out-String -Width 300
            $text | Should -MatchExactly 'LONG DESCRIPTION' -Because $topic.Name
            Get-Content $topic | Where-Object { $_.Length -gt 79 -and $_ -notmatch '^ {8}|\S{60}' } | Should -BeNullOrEmpty -Because $topic.Name
        }
    }

    It 'fits a window of 80 columns' {
        Get-Content "$pagesPath/about_EdFi.BatchPerf.help.txt" | Where-Object Length -GT 79 | Should -BeNullOrEmpty
    }

    It 'explains every <_>' -ForEach 'ErrorKind', 'RunVerdict', 'RunPhase' {
        foreach ($name in [enum]::GetNames("EdFi.BatchPerf.$_" -as [type])) { $about | Should -MatchExactly "(?m)^    $name +\S" }
    }

    It 'states the thresholds of the verdict as they are' {
        $thresholds = [EdFi.BatchPerf.VerdictThresholds]::new()
        $words = Join-Words $about
        $percent = { param($share) "$($share * 100) %" }
        $words | Should -Match "more than $(& $percent $thresholds.MaxCpuShare) of the available cores"
        $words | Should -Match "larger of $($thresholds.MinLagMs) ms and $(& $percent $thresholds.MaxLagShareOfP50) of the median"
        $words | Should -Match "garbage collection for more than $(& $percent $thresholds.MaxGcPauseShare) of the time"
        $words | Should -Match "more than $(& $percent $thresholds.MaxLateShare) of the arrivals"
        $thresholds.MaxDroppedShare | Should -Be $thresholds.MaxLateShare
        $words | Should -Match "drifted by more than $(& $percent $thresholds.MaxDrift) "
        $words | Should -Match ([regex]::Escape("p < $($thresholds.DriftSignificance.ToString([cultureinfo]::InvariantCulture))"))
        $words | Should -Match "less than $($thresholds.MinWindowSeconds) s, or fewer than $($thresholds.MinBatches.ToString('N0', [cultureinfo]::InvariantCulture)) batches"
    }

    It 'is as exact where -VerdictThreshold is described' {
        $text = (Get-Help Invoke-BatchVolumeTest -Parameter VerdictThreshold).description.Text -join ' '
        $thresholds = [EdFi.BatchPerf.VerdictThresholds]::new()
        foreach ($property in $thresholds.GetType().GetProperties()) {
            $text | Should -MatchExactly "\b$($property.Name) $([regex]::Escape([string]::Format([cultureinfo]::InvariantCulture, '{0}', $property.GetValue($thresholds))))\b"
        }
    }

    It 'names no parameter that does not exist' {
        Get-UnknownParameter $about | Should -BeNullOrEmpty
    }

    It 'leads to every command' {
        $about -match '(?s)SEE ALSO\s+(.+?)\s+KEYWORDS' | Should -BeTrue
        -split $Matches[1] -notlike 'about_*' | Sort-Object | Should -Be ((Get-Command -Module EdFi.BatchPerf -CommandType Cmdlet).Name | Sort-Object)
    }

    It 'names scripts that exist' {
        [regex]::Matches(($about -replace 'examples/\s+', 'examples/'), 'examples/[\w-]+\.ps1').Value | ForEach-Object { "$PSScriptRoot/../../$_" | Should -Exist }
    }
}
