#:property PublishAot=false
// Builds, tests, demonstrates and packages EdFi.BatchPerf: dotnet run build.cs -- TARGET
// One file without packages, so that a machine with only the .NET SDK can run it. Each target is a static class; what
// they share (PowerShell, Simulator, Repository, Shell, Files) comes after them.

using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

(string Name, string Does, Func<string[], Task<int>> RunAsync)[] targets =
[
    ("build", "builds the solution and lays out the module in out/module/EdFi.BatchPerf", _ => Build.RunAsync()),
    ("test", "builds, then runs the xunit and the Pester tests and counts both: test [--version PESTER]", options => Tests.RunAsync(unit: true, pester: true, options)),
    ("unit", "builds, then runs the xunit tests only", _ => Tests.RunAsync(unit: true, pester: false)),
    ("pester", "builds, then runs the Pester tests, or those of the files named: pester [--version PESTER] [Module]", options => Tests.RunAsync(unit: false, pester: true, options)),
    ("demo", "builds, then load-tests a simulator for about 35 seconds; the files go to out/demo", _ => Demo.RunAsync()),
    ("outputs", "runs the commands of docs/, or of the pages named, against a simulator and writes what they put out into the pages: outputs [capacity]", Outputs.RunAsync),
    ("pictures", "makes the pictures of docs/pictures from a real run against a simulator, with the Chromium of this machine", _ => Pictures.RunAsync()),
    ("package", "makes the nupkg, and builds that bring their own .NET for this platform", _ => Package.RunAsync()),
    ("container", "publishes the console program for Linux (musl) into out/container, from which deploy/Dockerfile makes an image, and makes it where Docker is", _ => Container.RunAsync()),
    ("bench", "runs the side-by-side measurements in bench/, passing on the arguments", Bench.RunAsync),
    ("attack", "feeds damaged and forged inputs to every reader for 10 minutes, or: attack --minutes N; counts go to bench/results/attack.md", Attack.RunAsync),
    ("clean", "deletes what the other targets made", _ => Clean.RunAsync()),
];

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Shell.Interrupt);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Shell.Interrupt);
try
{
    if (Array.Find(targets, target => target.Name == args.FirstOrDefault()).RunAsync is { } runAsync)
    {
        return await runAsync(args[1..]);
    }

    Console.Error.WriteLine(args is [var unknown, ..] ? $"There is no target '{unknown}'. The targets are:" : "dotnet run build.cs -- TARGET, where TARGET is one of");
    Array.ForEach(targets, target => Console.Error.WriteLine($"  {target.Name,-8} {target.Does}"));
    return 2;
}
catch (BuildException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Interrupted.");
    return 130;
}

static class Build
{
    public static async Task<int> RunAsync()
    {
        Shell.Say("Building");
        await Compiler.BuildAsync();
        await HelpFile.MakeAsync();
        await Sbom.Module.MakeAsync(required: false);
        await ReadyToRun.CompileAsync(Repository.Output("Cmdlets", "net8.0"), Repository.Output("Cli", "net10.0"));
        ModuleFolder.LayOut(ModuleFolder.Default);
        ConsoleFolder.LayOut();
        Console.WriteLine($"EdFi.BatchPerf {Repository.Version} is in {Repository.Relative(ModuleFolder.Default)}");
        return 0;
    }
}

/// <summary>Builds the solution with one compiler process for all of its projects: one for each, with its analyzers, costs a third more CPU time.</summary>
static class Compiler
{
    public static async Task BuildAsync()
    {
        var pipe = $"edfi-batchperf-{Environment.ProcessId}";
        try
        {
            await Shell.QuietlyAsync("dotnet", "build", Repository.Path("EdFi.BatchPerf.PS.sln"), "-c", "Release", "--nologo", "-v", "quiet", "-clp:NoSummary", "-p:UseSharedCompilation=true", $"-p:SharedCompilationId={pipe}");
        }
        finally
        {
            await EndAsync(pipe);
        }
    }

    /// <summary>Ends the process, which otherwise waits for ten minutes for more; also after Ctrl+C.</summary>
    private static async Task EndAsync(string pipe)
    {
        using var asked = Shell.Start("dotnet", ["msbuild", Repository.Path("tools", "Pester"), "-getProperty:RoslynTargetsPath", "-nologo"], redirect: true);
        var server = Path.Combine((await asked.StandardOutput.ReadToEndAsync()).Trim(), "bincore", "VBCSCompiler.dll");
        if (File.Exists(server))
        {
            using var ended = Shell.Start("dotnet", [server, "-shutdown", $"-pipename:{pipe}"], redirect: true);
            ended.WaitForExit(TimeSpan.FromSeconds(10));
        }
    }
}

/// <summary>What Get-Help reads: the pages of docs/en-US as MAML, made anew only when a page or the tool that makes it has changed.</summary>
static class HelpFile
{
    public static string Folder { get; } = Repository.Path("out", "help");

    public static async Task MakeAsync()
    {
        var pages = Repository.Path("docs", "en-US");
        var tool = Repository.Path("tools", "Help", "bin", "Release", "net10.0", "edfi-batchperf-help.dll");
        var made = Path.Combine(Folder, "EdFi.BatchPerf.PS.dll-Help.xml");
        if (Directory.GetFiles(pages, "*.md").Concat(Directory.GetFiles(Repository.Path("docs"), "*.md")).Concat([pages, tool]).Any(file => File.GetLastWriteTimeUtc(file) > File.GetLastWriteTimeUtc(made)))
        {
            await Shell.QuietlyAsync("dotnet", tool, pages, Folder);
        }
    }
}

/// <summary>What the module consists of, and where each of its files lies.</summary>
static class ModuleFolder
{
    // These load into the session; every other assembly goes to lib/, where the module's loader keeps it apart.
    private static readonly string[] SharedAssemblies = ["EdFi.BatchPerf.PS.dll", "EdFi.BatchPerf.Model.dll", "EdFi.BatchPerf.Engine.dll"];

    // PowerShell brings these itself: with a second copy, each of their types would exist twice.
    private static readonly Regex NeverShipped = new(@"^(System\.Management\.Automation|System\.Threading\.Channels|System\.Text\.Json|netstandard)\.dll$");

    public static string Default { get; } = Repository.Path("out", "module", "EdFi.BatchPerf");

    public static void LayOut(string folder)
    {
        Files.Recreate(folder);
        Files.CopyTree(Repository.Path("module"), folder);
        Files.Copy(Repository.Path("docs", "en-US"), "about_*.help.txt", Path.Combine(folder, "en-US"));
        Files.Copy(HelpFile.Folder, "*-Help.xml", Path.Combine(folder, "en-US"));
        Files.Copy(HelpFile.Folder, "about_*.help.txt", Path.Combine(folder, "en-US"));
        Array.ForEach(["LICENSE", "CHANGELOG.md", "SECURITY.md"], file => Files.Copy(Repository.Path(), file, folder));
        Files.Copy(Repository.Path("docs"), "templates.schema.json", folder);
        Notices.Copy(folder);
        Sbom.Module.Copy(folder);
        StampVersion(Path.Combine(folder, "EdFi.BatchPerf.psd1"));
        foreach (var assembly in Directory.GetFiles(Repository.Output("Cmdlets", "net8.0"), "*.dll").Select(Path.GetFileName))
        {
            BuildException.ThrowIf(NeverShipped.IsMatch(assembly!), $"{assembly} must not be shipped, but the build of src/Cmdlets put it out.");
            Files.Copy(Repository.Output("Cmdlets", "net8.0"), assembly!, SharedAssemblies.Contains(assembly) ? folder : Path.Combine(folder, "lib"));
        }

        ReadyToRun.Replace(folder);
        ReadyToRun.Replace(Path.Combine(folder, "lib"));

        Notices.Check(Repository.Output("Cmdlets", "net8.0"));
        Array.ForEach(["edfi-dms-simulator", "*.exe", "*.dll", "*.deps.json", "*.runtimeconfig.json"], pattern => Files.Copy(Repository.Output("Simulator", "net10.0"), pattern, Path.Combine(folder, "simulator")));
    }

    /// <summary>The text between quotes after KEY = in the manifest.</summary>
    public static string Read(string manifest, string key) => Regex.Match(manifest, $@"(?m)^\s*{key}\s*=\s*'([^']*)'").Groups[1].Value;

    /// <summary>All texts between quotes after KEY = @( in the manifest.</summary>
    public static string[] ReadList(string manifest, string key) =>
        [.. Regex.Matches(Regex.Match(manifest, $@"(?m)^\s*{key}\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value)];

    private static void StampVersion(string path)
    {
        var version = Repository.Version.Split('-', 2);
        var text = Regex.Replace(File.ReadAllText(path), @"(?m)^(\s*ModuleVersion\s*=\s*)'[^']*'", $"$1'{version[0]}'");
        File.WriteAllText(path, Regex.Replace(text, @"(?m)^(\s*Prerelease\s*=\s*)'[^']*'", $"$1'{version.ElementAtOrDefault(1)}'"));
    }
}

/// <summary>The console program as it is measured: what the build put out, with native code.</summary>
static class ConsoleFolder
{
    public static void LayOut()
    {
        var folder = Repository.Path("out", "console");
        Files.Recreate(folder);
        Array.ForEach(["*.dll", "*.json", "edfi-batchperf", "*.exe"], pattern => Files.Copy(Repository.Output("Cli", "net10.0"), pattern, folder));
        ReadyToRun.Replace(folder);
    }
}

/// <summary>
/// Native code beside the IL of what ships, for this platform: less is compiled when it is first needed. Elsewhere, and on an older .NET, the
/// same files run as without it. Kept by content, so that only what has changed is compiled again.
/// </summary>
static class ReadyToRun
{
    private static readonly string Folder = Repository.Path("out", "native");
    private static readonly Dictionary<string, string> Compiled = [];

    /// <summary>
    /// Generic code of the framework over our types is compiled with ours, which halves what is left to the JIT. The runtime compares the
    /// framework's IL with that of then, and compiles anew what has changed. Assemblies of lib/ are left out: they may load later than what
    /// uses them.
    /// </summary>
    private static readonly string[] OwnOptions =
    [
        "--non-local-generics-module:*",
        .. new[] { "System.Private.CoreLib", "System.Linq", "System.Collections", "System.Collections.Concurrent", "System.Text.Json" }.Select(name => "--opt-cross-module:" + name),
    ];

    /// <summary>Compiles all assemblies of these folders; where the compiler cannot be restored, that is said and nothing is.</summary>
    public static async Task CompileAsync(params string[] folders)
    {
        if (await LocateAsync() is not { } compiler)
        {
            Console.WriteLine("The compiler of native code could not be restored: what was built is compiled when it runs.");
            return;
        }

        var by = Convert.ToHexString(SHA256.HashData([.. File.ReadAllBytes(compiler), .. Encoding.UTF8.GetBytes(string.Concat(OwnOptions))]))[..8];
        var all = folders.SelectMany(folder => Directory.GetFiles(folder, "*.dll")).GroupBy(HashOf).Select(same => (Hash: same.Key, Path: same.First())).ToArray();
        await Parallel.ForEachAsync(all, new ParallelOptions { CancellationToken = Shell.Interrupted, MaxDegreeOfParallelism = Environment.ProcessorCount }, async (assembly, _) =>
        {
            var made = Path.Combine(Folder, $"{Path.GetFileNameWithoutExtension(assembly.Path)}-{by}-{assembly.Hash[..16]}.dll");
            if (!File.Exists(made))
            {
                await CompileAsync(compiler, assembly.Path, made);
            }

            lock (Compiled)
            {
                Compiled[assembly.Hash] = made;
            }
        });
        foreach (var stale in Directory.GetFiles(Folder).Except(Compiled.Values))
        {
            File.Delete(stale);
        }
    }

    /// <summary>Puts the compiled ones in place of the assemblies of a folder.</summary>
    public static void Replace(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.dll"))
        {
            if (Compiled.TryGetValue(HashOf(file), out var made))
            {
                File.Copy(made, file, overwrite: true);
            }
        }
    }

    /// <summary>The compiler that belongs to this SDK; null where it cannot be had.</summary>
    private static async Task<string?> LocateAsync()
    {
        var (exit, output) = await Shell.CaptureAsync("dotnet", "msbuild", Repository.Path("tools", "ReadyToRun"), "-restore", "-t:Locate", "-nologo", "-v:minimal");
        var package = Regex.Match(output, @"compiler=(\S+)").Groups[1].Value;
        var compiler = Path.Combine(package, "tools", OperatingSystem.IsWindows() ? "crossgen2.exe" : "crossgen2");
        return exit == 0 && package.Length > 0 && File.Exists(compiler) ? compiler : null;
    }

    private static async Task CompileAsync(string compiler, string assembly, string made)
    {
        Directory.CreateDirectory(Folder);
        var unfinished = made + ".part";
        string[] references = [RuntimeEnvironment.GetRuntimeDirectory(), Path.GetDirectoryName(assembly)!, .. PowerShellReference()];
        var (exit, output) = await Shell.CaptureAsync(compiler, [assembly, "--verbose", "-O", .. IsOwn(assembly) ? OwnOptions : [], "-o", unfinished, .. references.SelectMany(folder => new[] { "-r", Path.Combine(folder, "*.dll") })]);
        BuildException.ThrowIf(exit != 0, $"{output}{Environment.NewLine}No native code could be made of {assembly}.");
        var missing = Regex.Match(output, "(?m)^.*not compiled because: Failed to load assembly.*$");
        BuildException.ThrowIf(missing.Success && IsOwn(assembly), missing.Value);
        File.Move(unfinished, made, overwrite: true);
    }

    /// <summary>What cmdlets derive from; without it the compiler cannot lay them out.</summary>
    private static string[] PowerShellReference()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Repository.Path("src", "Cmdlets", "obj", "project.assets.json")));
        var package = assets.RootElement.GetProperty("libraries").EnumerateObject().First(library => library.Name.StartsWith("PowerShellStandard.Library/", StringComparison.Ordinal)).Value.GetProperty("path").GetString()!;
        return [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => Path.Combine(folder.Name, package, "lib", "netstandard2.0")).Where(Directory.Exists)];
    }

    private static bool IsOwn(string assembly) => Path.GetFileName(assembly).StartsWith("edfi", StringComparison.OrdinalIgnoreCase);

    private static string HashOf(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}

/// <summary>What others made that ships with this, and the licence that has to go with a copy of it.</summary>
static class Notices
{
    /// <summary>uPlot's version, as the notices name it.</summary>
    public static string ChartVersion { get; } = Regex.Match(File.ReadAllText(Repository.Path("THIRD-PARTY-NOTICES.md")), @"uPlot (\d[\d.]*\d)").Groups[1].Value;

    /// <summary>Every package whose assembly ships is in the notices, by name and version, with a licence text that ships as well.</summary>
    public static void Check(string output)
    {
        var rows = File.ReadAllLines(Repository.Path("THIRD-PARTY-NOTICES.md")).Where(line => line.StartsWith("| ")).ToArray();
        foreach (var deps in Directory.GetFiles(output, "*.deps.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(deps));
            var target = json.RootElement.GetProperty("targets").EnumerateObject().Single().Value;
            var packages = json.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package");
            foreach (var package in packages.Select(library => library.Name).Where(name => Ships(target.GetProperty(name))))
            {
                var (name, version) = (package.Split('/')[0], package.Split('/')[1]);
                var row = Array.Find(rows, row => row.Contains($"{name} {version}"));
                BuildException.ThrowIf(row is null, $"{name} {version} ships, but THIRD-PARTY-NOTICES.md does not name it in this version.");
                var text = Regex.Match(row!, @"`licenses/([^`]+)`").Groups[1].Value;
                BuildException.ThrowIf(text.Length == 0 || !File.Exists(Repository.Path("licenses", text)), $"THIRD-PARTY-NOTICES.md: {name} has no licence text in licenses/.");
            }
        }
    }

    /// <summary>The SPDX expression of a package's licences, which the notices begin its licence with.</summary>
    public static string LicenceOf(string package)
    {
        var row = Regex.Match(File.ReadAllText(Repository.Path("THIRD-PARTY-NOTICES.md")), $@"(?m)^\| {Regex.Escape(package)} \d[^|]*\| (?<licence>[A-Z][\w.-]*( AND [\w.-]+)*)");
        BuildException.ThrowIf(!row.Success, $"THIRD-PARTY-NOTICES.md does not name the licence of {package}.");
        return row.Groups["licence"].Value;
    }

    private static bool Ships(JsonElement library) => library.TryGetProperty("runtime", out var files) && files.EnumerateObject().Any();

    public static void Copy(string folder)
    {
        Files.Copy(Repository.Path(), "THIRD-PARTY-NOTICES.md", folder);
        Files.Copy(Repository.Path("licenses"), "*.txt", Path.Combine(folder, "licenses"));
        File.Copy(Repository.Path("src", "Page", "Report", "Vendor", "uPlot", "LICENSE"), Path.Combine(folder, "licenses", "uPlot.txt"), overwrite: true);
    }
}

/// <summary>A software bill of materials, CycloneDX 1.6 in JSON: every package that ships, with version, licence and SHA-512 hash.</summary>
sealed class Sbom(string project, string name, string type)
{
    public const string FileName = "sbom.cdx.json";
    private const string Specification = "1.6";
    private const string CompiledAgainstOnly = "PowerShellStandard.Library";

    public static Sbom Module { get; } = new("Cmdlets/EdFi.BatchPerf.PS.csproj", "EdFi.BatchPerf", "Library");

    public static Sbom Cli { get; } = new("Cli/edfi-batchperf.csproj", "edfi-batchperf", "Application");

    private string Project { get; } = Repository.Path("src", project);

    private string Made { get; } = Repository.Path("out", "sbom", name, FileName);

    /// <summary>Makes it where the packages have changed. It needs a .NET tool: where that cannot be restored, only what is given to others fails.</summary>
    public async Task MakeAsync(bool required)
    {
        string[] from = [Path.Combine(Path.GetDirectoryName(Project)!, "obj", "project.assets.json"), Repository.Path("build.cs"), Repository.Path("THIRD-PARTY-NOTICES.md")];
        if (File.Exists(Made) && from.Max(File.GetLastWriteTimeUtc) < File.GetLastWriteTimeUtc(Made) && (string?)Read()["metadata"]!["component"]!["version"] == Repository.Version)
        {
            return;
        }

        Files.Recreate(Path.GetDirectoryName(Made)!);
        string[] tool = ["tool", "run", "dotnet-CycloneDX", Project, "--output", Path.GetDirectoryName(Made)!, "--filename", FileName, "--output-format", "Json", "--spec-version", Specification, "--exclude-dev", "--exclude-filter", CompiledAgainstOnly, "--disable-package-restore", "--set-name", name, "--set-version", Repository.Version, "--set-type", type];
        await Shell.TryAsync("dotnet", "tool", "restore"); // fails where any of the tools cannot be had
        var (exit, output) = await Shell.CaptureAsync("dotnet", tool);
        if (exit != 0)
        {
            BuildException.ThrowIf(required, $"{output}{Environment.NewLine}{name} has no {FileName}, since the .NET tool CycloneDX failed.");
            Console.WriteLine($"{name} has no {FileName}, since the .NET tool CycloneDX could not be restored or failed.");
            return;
        }

        var bom = Read();
        foreach (var component in bom["components"]!.AsArray())
        {
            component!["licenses"] = Licences(component["licenses"] as JsonArray ?? [], (string)component["name"]!);
        }

        bom["components"]!.AsArray().Add(Charts());
        Check(bom);
        File.WriteAllText(Made, bom.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    public void Copy(string folder)
    {
        if (File.Exists(Made))
        {
            Files.Copy(Path.GetDirectoryName(Made)!, FileName, folder);
        }
    }

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(Made))!;

    /// <summary>A choice of licences as an expression; what a package says by a file or an address, as the notices say it.</summary>
    private static JsonArray Licences(JsonArray found, string package)
    {
        var ids = found.Select(licence => (string?)licence!["license"]?["id"]).OfType<string>().ToArray();
        return ids.Length == 1 ? [new JsonObject { ["license"] = new JsonObject { ["id"] = ids[0] } }]
            : [new JsonObject { ["expression"] = ids.Length > 1 ? string.Join(" OR ", ids) : Notices.LicenceOf(package) }];
    }

    /// <summary>uPlot is a source file inside EdFi.BatchPerf.Page.dll and not a package of NuGet.</summary>
    private static JsonObject Charts() => new()
    {
        ["type"] = "library", ["bom-ref"] = "pkg:npm/uplot@" + Notices.ChartVersion, ["name"] = "uplot", ["version"] = Notices.ChartVersion, ["scope"] = "required",
        ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } }), ["purl"] = "pkg:npm/uplot@" + Notices.ChartVersion,
    };

    private void Check(JsonNode bom)
    {
        BuildException.ThrowIf((string?)bom["bomFormat"] != "CycloneDX" || (string?)bom["specVersion"] != Specification, $"{Made} is no CycloneDX {Specification} document.");
        foreach (var component in bom["components"]!.AsArray())
        {
            BuildException.ThrowIf(component!["purl"] is null || component["licenses"] is not JsonArray { Count: > 0 }, $"{Made}: {component!["name"]} has no purl or no licence.");
        }
    }
}

static class Tests
{
    // Three suites at once, also on two cores: much of their time is waiting.
    private const int Lanes = 3;

    // The files that take longest run beside the other ones, in a PowerShell of their own.
    private static readonly string[] LongPesterFiles = ["Examples", "Module.Loading", "Help"];

    private static string Results { get; } = Repository.Path("out", "test-results");

    public static async Task<int> RunAsync(bool unit, bool pester, params string[] options)
    {
        var (version, names) = Pester.Choose(options);
        // Hundreds of short processes: the counting that lets the JIT optimise long ones costs them more than a third of their CPU time.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        await Build.RunAsync();
        Files.Recreate(Results);
        Suite[]? pesterSuites = pester ? await PesterSuitesAsync(version, names) : [];
        Suite[] suites = [.. pesterSuites ?? [], .. unit ? UnitSuites() : []];
        using var lane = new SemaphoreSlim(Lanes);
        var counts = await Task.WhenAll(suites.Select(suite => RunAsync(suite, lane)));
        var sum = counts.Aggregate(new Count(0, pesterSuites is null ? 1 : 0, 0, []), static (a, b) => a + b);
        foreach (var reason in sum.SkippedTests.GroupBy(test => test.Reason).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{Environment.NewLine}Skipped ({reason.Count()}): {reason.Key}");
            Array.ForEach([.. reason.Select(test => test.Name).Order(StringComparer.Ordinal)], name => Console.WriteLine($"  {name}"));
        }

        Console.WriteLine($"{Environment.NewLine}{sum.Passed} passed, {sum.Failed} failed, {sum.Skipped} skipped");
        return sum is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }

    /// <summary>Runs one suite when a lane is free, and prints its output as one piece when it has ended.</summary>
    private static async Task<Count> RunAsync(Suite suite, SemaphoreSlim lane)
    {
        await lane.WaitAsync(Shell.Interrupted);
        try
        {
            Console.WriteLine($"   {suite.Name}: started");
            var watch = Stopwatch.StartNew();
            var (exit, output) = await Shell.CaptureAsync(suite.File, suite.Arguments);
            var step = $"== {suite.Name}, {watch.Elapsed.TotalSeconds:F0} s{Environment.NewLine}";
            Console.WriteLine(step + output.Trim());
            return suite.Read().OrCrashed(exit);
        }
        finally
        {
            lane.Release();
        }
    }

    private static IEnumerable<Suite> UnitSuites() =>
        Directory.GetFiles(Repository.Path("tests"), "*.csproj", SearchOption.AllDirectories)
            .OrderByDescending(project => project.Contains("Unit", StringComparison.Ordinal))
            .Select(UnitSuite);

    private static Suite UnitSuite(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var trx = Path.Combine(Results, name + ".trx");
        string[] arguments =
        [
            "test", project, "-c", "Release", "--no-build", "--nologo", "--results-directory", Results,
            "--logger", $"trx;LogFileName={name}.trx", "--logger", "console;verbosity=minimal",
            "--blame-hang-timeout", "10m", "--blame-hang-dump-type", "none",
        ];
        return new Suite($"Unit tests ({name})", "dotnet", arguments, () => ReadTrx(trx));
    }

    private static Count ReadTrx(string trx)
    {
        var report = File.Exists(trx) ? XDocument.Load(trx).Descendants().ToLookup(element => element.Name.LocalName) : null;
        var counters = report?["Counters"].FirstOrDefault();
        var skipped = (report?["UnitTestResult"] ?? [])
            .Where(result => (string?)result.Attribute("outcome") == "NotExecuted")
            .Select(result => new SkippedTest((string?)result.Attribute("testName") ?? "?", result.Value.Trim()));
        int Read(string attribute) => (int?)counters?.Attribute(attribute) ?? 0;
        return new Count(Read("passed"), Read("executed") - Read("passed"), Read("total") - Read("executed"), [.. skipped]);
    }

    /// <summary>Null where the Pester tests cannot be run, which is said.</summary>
    private static async Task<Suite[]?> PesterSuitesAsync(string version, string[] names)
    {
        try
        {
            var powerShell = await PowerShell.FindAsync();
            var pester = await Pester.UnpackAsync(version);
            var nupkg = Path.Combine(Results, Path.GetFileName(Nupkg.Place));
            Nupkg.Write(ModuleFolder.Default, nupkg);
            Environment.SetEnvironmentVariable("EDFI_BATCHPERF_NUPKG", nupkg);
            var files = Pester.TestFiles(names).ToLookup(LongPesterFiles.Contains);
            return [.. new[] { true, false }.Where(files.Contains).Select(isLong =>
            {
                var result = Path.Combine(Results, isLong ? "pester-long.json" : "pester.json");
                var (file, arguments) = powerShell.Command(
                    "-NonInteractive", "-File", Repository.Path("tests", "Pester", "run.ps1"), "-ModulePath", ModuleFolder.Default,
                    "-ResultPath", result, "-PesterPath", pester, "-Name", string.Join(',', files[isLong]));
                var which = isLong ? string.Join(", ", files[isLong]) : $"{files[isLong].Count()} other files";
                return new Suite($"Pester tests (Pester {version}, PowerShell {powerShell.Version}: {which})", file, arguments, () => ReadPester(result));
            })];
        }
        catch (BuildException e)
        {
            Console.WriteLine($"THE PESTER TESTS DID NOT RUN, which counts as one failure. {e.Message}");
            return null;
        }
    }

    private static Count ReadPester(string result)
    {
        using var counts = JsonDocument.Parse(File.Exists(result) ? File.ReadAllText(result) : "{}");
        int Read(string name) => counts.RootElement.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
        SkippedTest[] skipped = counts.RootElement.TryGetProperty("skippedTests", out var tests)
            ? [.. tests.EnumerateArray().Select(test => new SkippedTest(test.GetProperty("name").GetString()!, test.GetProperty("reason").GetString()!))]
            : [];
        return new Count(Read("passed"), Read("failed"), Read("skipped"), skipped);
    }

    /// <summary>A test runner: its command, and what reads the counts that it left.</summary>
    private sealed record Suite(string Name, string File, string[] Arguments, Func<Count> Read);

    private readonly record struct SkippedTest(string Name, string Reason);

    private readonly record struct Count(int Passed, int Failed, int Skipped, SkippedTest[] SkippedTests)
    {
        public static Count operator +(Count a, Count b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped, [.. a.SkippedTests, .. b.SkippedTests]);

        /// <summary>A runner that says it failed, or ran nothing, without naming a failed test, counts as one.</summary>
        public Count OrCrashed(int exit)
        {
            if (Failed > 0 || (exit == 0 && Passed + Skipped > 0))
            {
                return this;
            }

            Console.WriteLine($"The test runner ended with exit code {exit} and names no failed test ({Passed} passed): counted as one failure.");
            return this with { Failed = 1 };
        }
    }
}

/// <summary>Pester from NuGet, in a version that Directory.Packages.props lists with its hash; a Pester among the user's modules is not used.</summary>
static class Pester
{
    private static readonly string[] Versions = [.. XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PesterVersion").Select(version => version.Attribute("Include")!.Value)];

    /// <summary>The version after --version, else the default one, and whatever else was given.</summary>
    public static (string Version, string[] Names) Choose(string[] options)
    {
        var at = Array.IndexOf(options, "--version");
        if (at < 0)
        {
            return (Versions[0], options);
        }

        var version = options.ElementAtOrDefault(at + 1) ?? "";
        BuildException.ThrowIf(!Versions.Contains(version), $"--version takes one of the versions of Pester that Directory.Packages.props lists: {string.Join(", ", Versions)}.");
        return (version, [.. options[..at], .. options[(at + 2)..]]);
    }

    /// <summary>The test files whose names begin with one of these, all of them without one: names without .Tests.ps1, in order.</summary>
    public static string[] TestFiles(string[] names)
    {
        string[] all = [.. Directory.GetFiles(Repository.Path("tests", "Pester"), "*.Tests.ps1").Select(file => Path.GetFileName(file)[..^".Tests.ps1".Length])];
        string[] chosen = [.. all.Where(file => names.Length == 0 || names.Any(name => file.StartsWith(name, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];
        BuildException.ThrowIf(chosen.Length == 0, $"No file of tests/Pester begins with {string.Join(" or ", names)}.");
        return chosen;
    }

    /// <summary>Restores the package, compares its hash, unpacks it and returns the module's manifest.</summary>
    public static async Task<string> UnpackAsync(string version)
    {
        var folder = Repository.Path("out", "pester", version);
        await Shell.QuietlyAsync("dotnet", "msbuild", Repository.Path("tools", "Pester"), "-restore", "-t:Unpack", $"-p:Wanted={version}", $"-p:Folder={folder}", "-v:quiet", "-nologo");
        return Path.Combine(folder, "tools", "Pester.psd1");
    }
}

static class Demo
{
    private static string Results { get; } = Repository.Path("out", "demo");

    public static async Task<int> RunAsync()
    {
        await Build.RunAsync();
        Files.Recreate(Results);
        var powerShell = await PowerShell.FindAsync();
        Environment.SetEnvironmentVariable("PERF_API_KEY", Simulator.Key);
        Environment.SetEnvironmentVariable("PERF_API_SECRET", Simulator.Secret);
        await using var simulator = await Simulator.StartAsync("--latency-transaction-ms", "50", "--latency-operation-ms", "1");
        Shell.Say($"PowerShell {powerShell.Version} runs examples/demo.ps1 against a simulated server");
        return await powerShell.RunAsync("-File", Repository.Path("examples", "demo.ps1"), "-BaseUrl", simulator.Url, "-ModulePath", ModuleFolder.Default, "-OutputPath", Results);
    }
}

/// <summary>What the commands of the pages put out, made anew.</summary>
static class Outputs
{
    public static async Task<int> RunAsync(string[] pages)
    {
        await Build.RunAsync();
        var powerShell = await PowerShell.FindAsync();
        var script = Repository.Path("tools", "Docs", "update-outputs.ps1");
        return await powerShell.RunAsync(["-NonInteractive", "-File", script, "-ModulePath", ModuleFolder.Default, "-Page", pages is [] ? "*" : string.Join(',', pages)]);
    }
}

/// <summary>The pictures of README and docs: reports of real runs, photographed by a real browser.</summary>
static class Pictures
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private const string OnlyFailureCharts = "main > section:not(#charts), .bar, footer, [data-chart=throughput], [data-chart=percentiles], details";

    // Of a run with a baseline and limits, and of one with failures; what is hidden is so in the picture only.
    private static readonly (string Name, string Report, string Hidden, bool Dark, int Height)[] Wanted =
    [
        ("report-light", "good", "", false, 860),
        ("failures-light", "failing", "", false, 800),
        ("charts-dark", "failing", OnlyFailureCharts, true, 800),
    ];

    private static string Folder { get; } = Repository.Path("docs", "pictures");

    private static string Runs { get; } = Repository.Path("out", "pictures");

    public static async Task<int> RunAsync()
    {
        await Build.RunAsync();
        var powerShell = await PowerShell.FindAsync();
        Files.Recreate(Runs);
        var exit = await powerShell.RunAsync("-NonInteractive", "-File", Repository.Path("tools", "Docs", "make-reports.ps1"), "-ModulePath", ModuleFolder.Default, "-OutputPath", Runs);
        BuildException.ThrowIf(exit != 0, "The runs for the pictures failed.");
        Directory.CreateDirectory(Folder);
        foreach (var (name, report, hidden, dark, height) in Wanted)
        {
            var raw = Path.Combine(Runs, name + ".png");
            var page = Path.Combine(Runs, name + ".html");
            File.WriteAllText(page, Without(File.ReadAllText(Path.Combine(Runs, report, "report.html")), hidden));
            await PhotographAsync(new Uri(page).AbsoluteUri, raw, dark, height);
            File.WriteAllBytes(Path.Combine(Folder, name + ".png"), Png.Reduce(File.ReadAllBytes(raw)));
            Console.WriteLine($"docs/pictures/{name}.png: {new FileInfo(Path.Combine(Folder, name + ".png")).Length / 1024} KB");
        }

        return 0;
    }

    /// <summary>A copy whose policy allows another style sheet.</summary>
    private static string Without(string page, string hidden) => hidden.Length == 0 ? page
        : Regex.Replace(page, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "").Replace("</head>", $"<style>{hidden} {{ display: none !important; }}</style></head>");

    private static async Task PhotographAsync(string url, string path, bool dark, int height)
    {
        string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", $"--window-size=1280,{height}", "--virtual-time-budget=4000", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", $"--screenshot={path}", url];
        foreach (var browser in Environment.GetEnvironmentVariable("EDFI_BATCHPERF_BROWSER") is { Length: > 0 } given ? [given] : Browsers)
        {
            if ((await Shell.CaptureAsync(browser, arguments)).Exit == 0 && File.Exists(path))
            {
                return;
            }
        }

        throw new BuildException("No Chromium or Chrome is on PATH, and EDFI_BATCHPERF_BROWSER names none.");
    }
}

/// <summary>Makes a screenshot small: at most 256 colours, and the best compression that there is.</summary>
static class Png
{
    private const int Colours = 256;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <param name="file">A PNG of 8 bits a channel, RGB or RGBA, not interlaced, as Chromium writes it.</param>
    public static byte[] Reduce(byte[] file)
    {
        var (width, height, pixels) = Read(file);
        var palette = Palette(pixels);
        var nearest = new Dictionary<int, byte>();
        var rows = new byte[height * (width + 1)]; // each row begins with its filter, which is none
        for (var i = 0; i < pixels.Length; i++)
        {
            if (!nearest.TryGetValue(pixels[i], out var index))
            {
                nearest[pixels[i]] = index = Nearest(palette, pixels[i]);
            }

            rows[(i / width * (width + 1)) + 1 + (i % width)] = index;
        }

        using var made = new MemoryStream();
        made.Write(Signature);
        Write(made, "IHDR", [.. Big(width), .. Big(height), 8, 3, 0, 0, 0]);
        Write(made, "PLTE", [.. palette.SelectMany(colour => new[] { (byte)(colour >> 16), (byte)(colour >> 8), (byte)colour })]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        Write(made, "IDAT", packed.ToArray());
        Write(made, "IEND", []);
        return made.ToArray();
    }

    /// <summary>The most frequent colours, none too close to one that is more frequent.</summary>
    private static int[] Palette(int[] pixels)
    {
        var frequent = pixels.CountBy(colour => colour).OrderByDescending(count => count.Value).Select(count => count.Key).ToArray();
        for (var apart = 0; ; apart += 12)
        {
            var chosen = new List<int>();
            foreach (var colour in frequent)
            {
                if (chosen.Count <= Colours && chosen.TrueForAll(other => Distance(other, colour) > apart))
                {
                    chosen.Add(colour);
                }
            }

            if (chosen.Count <= Colours)
            {
                return [.. chosen];
            }
        }
    }

    private static byte Nearest(int[] palette, int colour) => (byte)Array.IndexOf(palette, palette.MinBy(other => Distance(other, colour)));

    private static int Distance(int a, int b)
    {
        var (red, green, blue) = ((a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255));
        return (red * red) + (green * green) + (blue * blue);
    }

    private static (int Width, int Height, int[] Pixels) Read(byte[] file)
    {
        var (width, height, channels) = (0, 0, 3);
        using var packed = new MemoryStream();
        for (var at = Signature.Length; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            var data = file.AsSpan(at + 8, length);
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                BuildException.ThrowIf(data[8] != 8 || data[9] is not (2 or 6) || data[12] != 0, "The browser wrote a PNG of another kind than 8 bits RGB.");
                channels = data[9] == 6 ? 4 : 3;
            }
            else if (type == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var (above, row, pixels) = (new byte[width * channels], new byte[width * channels], new int[width * height]);
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            for (var x = 0; x < row.Length; x++)
            {
                var (left, up, corner) = (x < channels ? 0 : row[x - channels], above[x], x < channels ? 0 : above[x - channels]);
                row[x] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
            }

            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (row[x * channels] << 16) | (row[(x * channels) + 1] << 8) | row[(x * channels) + 2];
            }

            (above, row) = (row, above);
        }

        return (width, height, pixels);
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static void Write(MemoryStream file, string type, byte[] data)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(Big(data.Length));
        file.Write(chunk);
        file.Write(Big(unchecked((int)Crc(chunk))));
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}

static class Package
{
    private const string SelfContained = "self-contained: needs no .NET on the machine";
    private const string FrameworkDependent = "NOT SELF-CONTAINED, because the runtime packs could not be restored: needs .NET 10 and ASP.NET Core 10 on the machine";

    private static string Platform { get; } = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : RuntimeInformation.RuntimeIdentifier.Contains("musl") ? "linux-musl" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private static string Folder { get; } = Repository.Path("out", "package", Platform);

    public static async Task<int> RunAsync()
    {
        await Build.RunAsync();
        Files.Recreate(Folder);
        await Sbom.Module.MakeAsync(required: true);
        await Sbom.Cli.MakeAsync(required: true);
        Notices.Check(Repository.Output("Cli", "net10.0"));
        Nupkg.Write(ModuleFolder.Default, Nupkg.Place);
        var simulator = await PublishAsync("Simulator", "edfi-dms-simulator");
        var console = await PublishAsync("Cli", "edfi-batchperf");
        Notices.Copy(Path.Combine(Folder, "edfi-batchperf"));
        Sbom.Cli.Copy(Path.Combine(Folder, "edfi-batchperf"));
        var module = Path.Combine(Folder, "EdFi.BatchPerf");
        ModuleFolder.LayOut(module);
        Files.Recreate(Path.Combine(module, "simulator"));
        Files.CopyTree(Path.Combine(Folder, "edfi-dms-simulator"), Path.Combine(module, "simulator"));

        Say(Nupkg.Place, "the module for any platform; its simulator needs .NET 10 and ASP.NET Core 10");
        Say(module, $"the module for {Platform}; its simulator is {simulator}");
        Say(Path.Combine(Folder, "edfi-dms-simulator"), simulator);
        Say(Path.Combine(Folder, "edfi-batchperf"), console);
        return 0;
    }

    private static async Task<string> PublishAsync(string project, string name)
    {
        Shell.Say($"Publishing {name} for {Platform}");
        var restored = await Publish.SelfContainedAsync(
            project, Path.Combine(Folder, name), Platform, "-p:PublishSingleFile=true", "-p:IncludeNativeLibrariesForSelfExtract=true", "-p:PublishReadyToRun=true");
        return restored ? SelfContained : FrameworkDependent;
    }

    private static void Say(string path, string what)
    {
        var size = File.Exists(path) ? new FileInfo(path).Length : Directory.GetFiles(path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Console.WriteLine($"{Repository.Relative(path)} ({size / 1e6:N1} MB): {what}");
    }
}

/// <summary>What deploy/Dockerfile copies into the image, and the image itself where a Docker engine answers.</summary>
static class Container
{
    private static string Folder { get; } = Repository.Path("out", "container");

    public static async Task<int> RunAsync()
    {
        await Build.RunAsync();
        Files.Recreate(Folder);
        await Sbom.Cli.MakeAsync(required: true);
        Notices.Check(Repository.Output("Cli", "net10.0"));
        var rid = $"linux-musl-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        Shell.Say($"Publishing edfi-batchperf for {rid}");
        var program = Path.Combine(Folder, "edfi-batchperf");
        if (!await Publish.SelfContainedAsync("Cli", program, rid, "-p:PublishSingleFile=false", "-p:PublishReadyToRun=true"))
        {
            throw new BuildException($"The runtime of {rid} could not be restored, which the image is made of.");
        }

        Notices.Copy(program);
        Sbom.Cli.Copy(program);
        File.Copy(Repository.Path("deploy", "Dockerfile"), Path.Combine(Folder, "Dockerfile"));
        string[] image = ["build", "--tag", $"edfi-batchperf:{Repository.Version}", Folder];
        if (await Shell.TryAsync("docker", ["info"]))
        {
            await Shell.QuietlyAsync("docker", image);
            Console.WriteLine($"{image[2]} is built.");
        }
        else
        {
            Console.WriteLine($"No Docker engine answers here. Where one does: docker {string.Join(' ', image)}");
        }

        return 0;
    }
}

/// <summary>Programs that bring their own .NET.</summary>
static class Publish
{
    // Debug symbols, documentation, and what a web site would need.
    private static readonly Regex Unwanted = new(@"(\.pdb|\.xml|web\.config|\.staticwebassets\.endpoints\.json)$");

    // The build before was restored from the lock files, which know no platform: listing the platforms in the projects would make every
    // restore download the runtimes of all of them. What a platform adds is its runtime, which lock files do not cover anyway.
    private static readonly string[] Unlocked = ["-p:RestorePackagesWithLockFile=false", "-p:RestoreLockedMode=false", "-p:NuGetLockFilePath=obj/none.lock.json"];

    /// <summary>False where the platform's runtime cannot be restored: what is published then needs a .NET on the machine.</summary>
    public static async Task<bool> SelfContainedAsync(string project, string folder, string rid, params string[] options)
    {
        string[] shape = [$"-p:BroughtRuntime={rid}", .. options];
        var restored = await Shell.TryAsync("dotnet", ["restore", Repository.Path("src", project), "--nologo", "-v", "quiet", .. shape, .. Unlocked]);
        await Shell.QuietlyAsync("dotnet", ["publish", Repository.Path("src", project), "-c", "Release", "--nologo", "-v", "quiet", "-o", folder, .. restored ? ["--no-restore", .. shape] : Unlocked]);
        foreach (var file in Directory.GetFiles(folder).Where(file => Unwanted.IsMatch(file)))
        {
            File.Delete(file);
        }

        return restored;
    }
}

/// <summary>A package as Publish-PSResource makes it: the module folder, and a nuspec with the tags by which the Gallery searches.</summary>
static class Nupkg
{
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";

    public static string Place { get; } = Repository.Path("out", $"EdFi.BatchPerf.{Repository.Version}.nupkg");

    public static void Write(string moduleFolder, string path)
    {
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        var files = Directory.GetFiles(moduleFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Add(archive, "EdFi.BatchPerf.nuspec", new XElement(Nuspec + "package", Metadata(File.ReadAllText(Path.Combine(moduleFolder, "EdFi.BatchPerf.psd1")))));
        Add(archive, "_rels/.rels", new XElement(Relations + "Relationships", new XElement(Relations + "Relationship", new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"), new XAttribute("Target", "/EdFi.BatchPerf.nuspec"), new XAttribute("Id", "nuspec"))));
        Add(archive, "[Content_Types].xml", new XElement(Types + "Types", Default("rels", "application/vnd.openxmlformats-package.relationships+xml"), Default("nuspec", "application/octet"), files.Select(Path.GetExtension).Where(extension => extension!.Length > 1).Distinct().Select(extension => Default(extension![1..], "application/octet")), files.Where(file => Path.GetExtension(file).Length < 2).Select(file => Override(moduleFolder, file))));
        Array.ForEach(files, file => archive.CreateEntryFromFile(file, EntryName(moduleFolder, file)));
    }

    private static XElement Metadata(string manifest)
    {
        var cmdlets = ModuleFolder.ReadList(manifest, "CmdletsToExport");
        string[] tags = [.. ModuleFolder.ReadList(manifest, "Tags"), "PSModule", "PSIncludes_Cmdlet", .. cmdlets.SelectMany(cmdlet => new[] { $"PSCmdlet_{cmdlet}", $"PSCommand_{cmdlet}" })];
        (string Name, string Value)[] values =
        [
            ("id", "EdFi.BatchPerf"), ("version", Repository.Version), ("authors", ModuleFolder.Read(manifest, "Author")),
            ("owners", ModuleFolder.Read(manifest, "CompanyName")), ("requireLicenseAcceptance", "false"),
            ("licenseUrl", ModuleFolder.Read(manifest, "LicenseUri")), ("projectUrl", ModuleFolder.Read(manifest, "ProjectUri")),
            ("description", ModuleFolder.Read(manifest, "Description")), ("releaseNotes", ModuleFolder.Read(manifest, "ReleaseNotes")),
            ("copyright", ModuleFolder.Read(manifest, "Copyright")), ("tags", string.Join(' ', tags)),
        ];
        return new XElement(Nuspec + "metadata", values.Where(value => value.Value.Length > 0).Select(value => new XElement(Nuspec + value.Name, value.Value)));
    }

    private static XElement Default(string extension, string type) => new(Types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    private static XElement Override(string folder, string file) => new(Types + "Override", new XAttribute("PartName", "/" + EntryName(folder, file)), new XAttribute("ContentType", "application/octet"));

    private static string EntryName(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static void Add(ZipArchive archive, string name, XElement root)
    {
        using var stream = archive.CreateEntry(name).Open();
        new XDocument(root).Save(stream);
    }
}

static class Bench
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        await Build.RunAsync();
        var project = Directory.Exists(Repository.Path("bench")) ? Directory.GetFiles(Repository.Path("bench"), "*.csproj", SearchOption.AllDirectories).FirstOrDefault() : null;
        BuildException.ThrowIf(project is null, "There is no project in bench/ yet.");
        return await Shell.RunAsync("dotnet", ["run", "-c", "Release", "--project", project!, "--", .. arguments]);
    }
}

static class Attack
{
    private const string UsualMinutes = "10";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var minutes = arguments is ["--minutes", var given] ? given : UsualMinutes;
        BuildException.ThrowIf(arguments.Length > 0 && (arguments is not ["--minutes", _] || !double.TryParse(minutes, System.Globalization.CultureInfo.InvariantCulture, out var number) || number <= 0), "dotnet run build.cs -- attack [--minutes N], with N above 0");
        await Build.RunAsync();
        Environment.SetEnvironmentVariable("EDFI_BATCHPERF_ATTACK_MINUTES", minutes);
        Environment.SetEnvironmentVariable("EDFI_BATCHPERF_ATTACK_REPORT", Repository.Path("bench", "results", "attack.md"));
        return await Shell.RunAsync("dotnet", "test", Repository.Path("tests", "Attack"), "-c", "Release", "--no-build", "--nologo", "--logger", "console;verbosity=minimal");
    }
}

static class Clean
{
    public static Task<int> RunAsync()
    {
        string[] projects = [.. new[] { "src", "tests", "tools", "bench" }.Select(folder => Repository.Path(folder)).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories)).Select(project => Path.GetDirectoryName(project)!)];
        foreach (var folder in projects.SelectMany(project => new[] { Path.Combine(project, "bin"), Path.Combine(project, "obj") }).Append(Repository.Path("out")).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.FromResult(0);
    }
}

/// <summary>
/// A PowerShell that is new enough: from PATH, or else the local .NET tool. As a .NET tool, pwsh only starts another process and awaits
/// it; what is run here is that other one, so that ending it ends PowerShell.
/// </summary>
sealed record PowerShell(Version Version, string File, params string[] FirstArguments)
{
    private const string Question = "\"$($PSVersionTable.PSVersion.ToString().Split('-')[0])|$([Environment]::ProcessPath)|$PSHOME\"";
    private static readonly Version Oldest = new(7, 4);

    /// <exception cref="BuildException">There is none.</exception>
    public static async Task<PowerShell> FindAsync()
    {
        if (await TryAsync("pwsh") is { } installed)
        {
            return installed;
        }

        var (_, output) = await Shell.CaptureAsync("dotnet", "tool", "restore");
        return await TryAsync("dotnet", "tool", "run", "pwsh", "--") // whatever the exit code: another of the tools may be the one that cannot be had
            ?? throw new BuildException($"{output.Trim()}{Environment.NewLine}No PowerShell {Oldest} or newer is on PATH, and the one of .config/dotnet-tools.json could not be restored as a .NET tool. Install PowerShell, or give NuGet a source that has the package PowerShell.");
    }

    /// <summary>The command that runs it with these arguments.</summary>
    public (string File, string[] Arguments) Command(params string[] arguments) => (File, [.. FirstArguments, "-NoProfile", .. arguments]);

    public Task<int> RunAsync(params string[] arguments) => Shell.RunAsync(File, Command(arguments).Arguments);

    private static async Task<PowerShell?> TryAsync(string file, params string[] arguments)
    {
        var (exit, output) = await Shell.CaptureAsync(file, [.. arguments, "-NoProfile", "-NonInteractive", "-Command", Question]);
        return exit == 0 && output.Trim().Split('|') is [var text, var process, var home] && Version.TryParse(text, out var version) && version >= Oldest
            ? Path.GetFileNameWithoutExtension(process) == "dotnet" ? new PowerShell(version, process, Path.Combine(home, "pwsh.dll")) : new PowerShell(version, process)
            : null;
    }
}

/// <summary>A simulator on a free port of this machine, from the module just built, until it is disposed.</summary>
sealed class Simulator(Process process, string url) : IAsyncDisposable
{
    public const string Key = "demo-key";
    public const string Secret = "demo-secret";

    public string Url => url;

    public static async Task<Simulator> StartAsync(params string[] options)
    {
        var program = Path.Combine(ModuleFolder.Default, "simulator", "edfi-dms-simulator.dll");
        var process = Shell.Start("dotnet", [program, "--exit-with-stdin", "--urls", "http://127.0.0.1:0", "--key", Key, "--secret", Secret, .. options], redirect: true);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Shell.Interrupted).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Shell.Interrupted) ?? "";
            var ready = Regex.Match(line, @"^edfi-dms-simulator listening on (\S+)$");
            BuildException.ThrowIf(!ready.Success, $"The simulator did not start: {line}{await ErrorAsync(process, ready.Success)}");
            return new Simulator(process, ready.Groups[1].Value);
        }
        catch
        {
            await new Simulator(process, "").DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> ErrorAsync(Process process, bool ready) => ready ? "" : await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(5));
}

static class Repository
{
    private static readonly string Root = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Directory.GetCurrentDirectory();

    public static string Version { get; } = XDocument.Load(Path("Directory.Build.props")).Descendants("Version").Single().Value;

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string Output(string project, string framework) => Path("src", project, "bin", "Release", framework);

    public static string Relative(string path) => System.IO.Path.GetRelativePath(Root, path);
}

/// <summary>Runs other programs in the repository's root, and ends them when this one is interrupted.</summary>
static class Shell
{
    private static readonly CancellationTokenSource Interruption = new();

    public static CancellationToken Interrupted => Interruption.Token;

    public static void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Interruption.Cancel();
    }

    public static void Say(string step) => Console.WriteLine($"== {step}");

    public static Process Start(string file, IEnumerable<string> arguments, bool redirect)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = Repository.Path(), RedirectStandardInput = redirect, RedirectStandardOutput = redirect, RedirectStandardError = redirect };
        return Process.Start(start)!;
    }

    /// <summary>Runs with this program's console; the exit code is the caller's to judge.</summary>
    public static async Task<int> RunAsync(string file, params string[] arguments)
    {
        using var process = Start(file, arguments, redirect: false);
        await WaitAsync(process);
        return process.ExitCode;
    }

    /// <summary>Runs without a word, unless it fails: then what it said is shown, and the target ends.</summary>
    public static async Task QuietlyAsync(string file, params string[] arguments)
    {
        var (exit, output) = await CaptureAsync(file, arguments);
        BuildException.ThrowIf(exit != 0, $"{output}{Environment.NewLine}Failed with exit code {exit}: {file} {string.Join(' ', arguments)}");
    }

    public static async Task<bool> TryAsync(string file, params string[] arguments) => (await CaptureAsync(file, arguments)).Exit == 0;

    /// <summary>Runs and returns all that it said; an exit code of -1 stands for a program that does not exist.</summary>
    public static async Task<(int Exit, string Output)> CaptureAsync(string file, params string[] arguments)
    {
        try
        {
            using var process = Start(file, arguments, redirect: true);
            process.StandardInput.Close();
            var output = new StringBuilder();
            void Append(object _, DataReceivedEventArgs line) { lock (output) { output.AppendLine(line.Data); } }
            process.OutputDataReceived += Append;
            process.ErrorDataReceived += Append;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await WaitAsync(process);
            return (process.ExitCode, output.ToString());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }

    private static async Task WaitAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(Interrupted);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C reached it as well: it may clean up, but not for long.
            process.WaitForExit(TimeSpan.FromSeconds(5));
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

static class Files
{
    public static void Recreate(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }

    /// <summary>Copies the files that match, if there are any, and leaves subfolders alone.</summary>
    public static void Copy(string from, string pattern, string to)
    {
        foreach (var file in Directory.Exists(from) ? Directory.GetFiles(from, pattern) : [])
        {
            Directory.CreateDirectory(to);
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    public static void CopyTree(string from, string to)
    {
        Copy(from, "*", to);
        Array.ForEach(Directory.GetDirectories(from), folder => CopyTree(folder, Path.Combine(to, Path.GetFileName(folder))));
    }
}

sealed class BuildException(string message) : Exception(message)
{
    public static void ThrowIf(bool condition, string message)
    {
        if (condition)
        {
            throw new BuildException(message);
        }
    }
}
