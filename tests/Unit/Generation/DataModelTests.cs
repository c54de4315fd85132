using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Metadata;
using Xunit.Abstractions;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios of whole data models, tried out on a server that has read the same documents with rules of its own.</summary>
public sealed class DataModelTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model").FullName;
    private readonly RecordingJobHost _host = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _host.Dispose();
    }

    [SharedTheory]
    [InlineData("official-5.0", ServedRequired.All, 142)]
    [InlineData("dms-5.1", ServedRequired.None, 130)]
    public async Task All_resources_pass_after_at_most_two_lessons(string model, ServedRequired required, int resources)
    {
        await using var server = await MadeModel.StartAsync(model, required);
        using var connection = await Load.ConnectAsync(server);

        var rows = await MadeModel.MakeAsync(_host, connection, new ScenarioRequest { Folder = _folder });

        Made.Check(rows, resources - Made.BuiltIn, firstTry: required == ServedRequired.All, output);
    }
}
