using System.Management.Automation;

namespace EdFi.BatchPerf.Hosted.Reports;

/// <summary>Reports that compare their run with an earlier one.</summary>
public sealed class BaselineTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public void A_report_compares_its_run_with_a_run_its_file_and_its_results_and_says_what_it_cannot_compare()
    {
        var session = rig.Session;
        session.Run("""
            $earlier = Invoke-BatchVolumeTest @short -BatchCount 20 -ResultPath $folder/earlier.csv -SummaryOnly
            $later = Invoke-BatchVolumeTest @short -BatchCount 20 -ResultPath $folder/later.csv -SummaryOnly
            $open = Invoke-BatchVolumeTest @short -BatchCount 5 -ArrivalRate 50 -SummaryOnly
            """);
        foreach (var (input, baseline) in new[] { ("$later", "$earlier"), ("$folder/later.csv", "$folder/earlier.run.json"), ("$later", "$folder/earlier.csv"), ("$later", "(Import-BatchResult $folder/earlier.run.json)") })
        {
            var page = Page($"{input} -Baseline {baseline}");
            Assert.Contains("\"baseline\":{\"runId\":\"" + session.One<string>("$earlier.RunId"), page, StringComparison.Ordinal);
            Assert.Contains("\"rows\":[{\"name\":\"Aggregated\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("\"word\":\"Not comparable\",\"sentence\":\"A comparison would mean nothing", Page("$later -Baseline $open"), StringComparison.Ordinal);
        Assert.Contains("Export-BatchReport \\u2026 -Threshold ", Page("$later"), StringComparison.Ordinal);
        session.Fails("Export-BatchReport $later $folder/wrong -Baseline 5", "BaselineInvalid", ErrorCategory.InvalidArgument);
        session.Fails("Export-BatchReport $later $folder/wrong -Baseline $folder/*.csv", "BaselineInvalid", ErrorCategory.InvalidArgument);
    }

    private string Page(string arguments) =>
        rig.Session.One<string>($"Get-Content -Raw (Export-BatchReport {arguments} -Path (Join-Path $folder ([guid]::NewGuid())) -Format Html)");
}
