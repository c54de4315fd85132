using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Cmdlets;

namespace EdFi.BatchPerf.Hosted.Display;

/// <summary>What PowerShell prints of the objects that cmdlets return: alone, after others, in lists, nested, and read back.</summary>
public sealed partial class DisplayTests(ShownRig rig) : IClassFixture<ShownRig>
{
    /// <summary>Types that every cmdlet's OutputType names and that are ours.</summary>
    public static TheoryData<Type> Returned => [.. Types];

    private static IEnumerable<Type> Types => typeof(ConnectBatchApiCommand).Assembly.GetTypes()
        .SelectMany(static type => type.GetCustomAttributes<OutputTypeAttribute>())
        .SelectMany(static output => output.Type)
        .Select(static name => name.Type)
        .Where(static type => type?.Namespace == "EdFi.BatchPerf")
        .Distinct();

    [Theory]
    [MemberData(nameof(Returned))]
    public void A_type_that_a_cmdlet_returns_has_a_view_and_properties_that_are_shown_without_one(Type type)
    {
        foreach (var name in new[] { type.FullName!, "Deserialized." + type.FullName })
        {
            Assert.NotEmpty(rig.Session.Run($"Get-FormatData '{name}'").Output);
            var shown = rig.Session.Run<string>($"(Get-TypeData '{name}').DefaultDisplayPropertySet.ReferencedProperties");
            Assert.InRange(shown.Count, 3, 12);
            Assert.All(shown, property => Assert.NotNull(type.GetProperty(property)));
        }
    }

    [Fact]
    public void Every_returned_type_but_the_simulator_is_shown_here() => Assert.Equal(
        [typeof(BatchSimulator)],
        Types.Where(type => !rig.Shown.Values.Any(type.IsInstanceOfType)));

    [Theory]
    [InlineData("$_")]
    [InlineData("$_ | Format-Table")]
    [InlineData("$_ | Format-List")]
    [InlineData("$_ | Format-List *")]
    [InlineData("Get-Item .; $_")]
    [InlineData("[pscustomobject]@{ A = 1 }; $_")]
    [InlineData("[pscustomobject]@{ Nested = $_; List = @($_, $_) } | Format-List")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3))")]
    [InlineData("Get-Item .; [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3))")]
    public void No_name_that_a_compiler_made_is_printed(string script) => Assert.All(rig.Shown, item =>
    {
        rig.Session.Set("item", item.Value);
        var text = string.Concat(rig.Session.Run($"$item | ForEach-Object {{ {script} }} | Out-String -Width 80").Output);

        Assert.False(MadeName().IsMatch(text), $"{item.Key}:\n{text}");
        if (!script.Contains('*', StringComparison.Ordinal))
        {
            Assert.True(text.Trim().Split('\n').Length <= 40, $"{item.Key} has {text.Trim().Split('\n').Length} lines:\n{text}");
            Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, $"{item.Key}:\n{text}"));
        }
    });

    [Theory]
    [InlineData(0, null, "mean 31", null)]
    [InlineData(1, null, "mean ≥ 31", "means (batches were cut off)")]
    [InlineData(1, 99.9, "mean ≥ 31", "means, and percentiles from p99.9 on (batches were cut off)")]
    public void A_list_of_metrics_marks_a_mean_that_is_a_lower_bound(long censored, double? from, string mean, string? bounds)
    {
        var row = new BatchMetrics { Name = "n", Requests = 100, Censored = censored, CensoredFromPercentile = from, MeanMs = 31, ServiceMeanMs = 31 };
        rig.Session.Set("item", row);

        foreach (var item in new[] { "$item", "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($item, 1))" })
        {
            var text = string.Concat(rig.Session.Run($"{item} | Format-List | Out-String -Width 200").Output);
            Assert.Equal(2, Regex.Count(text, Regex.Escape(mean) + @"\D00"));
            Assert.Equal(bounds is not null, text.Contains("Lower bounds", StringComparison.Ordinal));
            Assert.Contains(bounds ?? "", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Views_of_80_columns_show_failures_and_p95()
    {
        foreach (var type in new[] { nameof(BatchMetrics), nameof(BatchIntervalMetrics), nameof(IntervalPoint) })
        {
            rig.Session.Set("item", rig.Shown[type]);
            var text = string.Concat(rig.Session.Run("$item | Format-Table | Out-String -Width 80").Output);
            Assert.Contains("Failed", text, StringComparison.Ordinal);
            Assert.Contains("p95 ms", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wide_window_shows_more_of_the_metrics()
    {
        rig.Session.Set("item", rig.Shown[nameof(BatchMetrics)]);

        Assert.Matches(@"Failed ms +Mean ms +Max ms +Requests/s", string.Concat(rig.Session.Run("$item | Out-String -Width 200").Output));
    }

    [Fact]
    public void A_run_after_another_object_fits_a_screen_and_says_its_verdict_and_failures()
    {
        var text = string.Concat(rig.Session.Run("& { Get-Item .; $run } | Out-String -Width 80").Output);

        Assert.Matches(@"RunId +: ", text);
        Assert.Matches(@"Verdict +: \w+", text);
        Assert.Matches(@"FailureSummary +: \d+ of 30 batches failed", text);
        Assert.Matches(@"Totals +: 30 sent: \d+ failed", text);
    }

    [Theory]
    [InlineData("$run", @"Failed +: \d+ of 30 batches failed \([^)]+\)(; most often \(|: )")]
    [InlineData("$run", @"Load +: closed loop, \d+ clients?, 30 batches: \w")]
    [InlineData("$run.Verdict", @"Reasons +: \w[^{}]+\n")]
    [InlineData("$run.Plan", @"Scenarios +: \w[^{}]+\n")]
    [InlineData("$run.Intervals", @"Seconds Clients +Batches[^{]+ 0–\d")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($run, 4))", @"Failed +: \d+ of 30 batches failed")]
    public void What_is_asked_first_of_a_run_is_printed_in_words(string script, string pattern) =>
        Assert.Matches(pattern, string.Concat(rig.Session.Run($"& {{ {script} }} | Out-String -Width 200").Output));

    [Theory]
    [InlineData("$_")]
    [InlineData("Get-Item .; $_")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3))")]
    public void A_fleet_says_what_failed_as_a_run_does(string script)
    {
        rig.Session.Set("item", rig.Shown[nameof(BatchFleetRun)]);

        Assert.Contains(
            ": 4 of 10 batches failed (40 %).",
            string.Concat(rig.Session.Run($"$item | ForEach-Object {{ {script} }} | Out-String -Width 200").Output),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_after_another_object_has_its_reasons_in_words() => Assert.Matches(
        @"Verdict +: \w+\s+ReasonText +: \w[^{}]+\n",
        string.Concat(rig.Session.Run("& { Get-Item .; $run.Verdict } | Out-String -Width 200").Output));

    [Fact]
    public void Rows_of_a_Volume_run_are_told_apart()
    {
        rig.Session.Set("rows", new[] { "POST", "PUT", "DELETE" }.Select(static method => new BatchMetrics { Name = "/students/{id}", Method = method }).ToArray());

        Assert.Matches(@"\n/students/\{id\}[^\n]+\n+PUT /students/[^\n]+\n+DELETE /students/", string.Concat(rig.Session.Run("$rows | Out-String -Width 120").Output).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Lists_can_be_indexed_in_PowerShell() => Assert.All(rig.Shown.Values, static item => Assert.All(
        item.GetType().GetProperties().Where(static p => p.PropertyType.IsGenericType && p.GetIndexParameters().Length == 0),
        property => Assert.True(property.GetValue(item)?.GetType().IsVisible ?? true, $"{item.GetType().Name}.{property.Name}")));

    /// <summary>Generic arity, closures and arrays, full names of types, and a record's own text.</summary>
    [GeneratedRegex(@"System\.[A-Z]\w+\.|System\.\w+\[|`\d|<>|(?<![\w./'-])EdFi\.BatchPerf\.[A-Z]\w+(?![\w./-])|\w+ \{ \w+ = ", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MadeName();
}
