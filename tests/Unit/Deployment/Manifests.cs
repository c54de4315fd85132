using k8s;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace EdFi.BatchPerf.Unit.Deployment;

/// <summary>The files of <c>deploy/kubernetes</c>, read as Kubernetes reads them: a field that its schema does not have is an error.</summary>
internal static class Manifests
{
    private const string Folder = "deploy/kubernetes";

    public static V1Job Load => Job("load.yaml");

    public static V1Job Merge => Job("merge.yaml");

    public static IReadOnlyList<string> Resources => [.. Texts("resources")];

    /// <summary>The variables that all pods get.</summary>
    public static IReadOnlyDictionary<string, string> Plan
    {
        get
        {
            var generators = (YamlSequenceNode)Kustomization.Children["configMapGenerator"];
            var literals = (YamlSequenceNode)((YamlMappingNode)generators.Children.Single()).Children["literals"];
            return literals.Select(static l => ((YamlScalarNode)l).Value!.Split('=', 2)).ToDictionary(static l => l[0], static l => l[1], StringComparer.Ordinal);
        }
    }

    private static YamlMappingNode Kustomization
    {
        get
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Text("kustomization.yaml")));
            return (YamlMappingNode)stream.Documents.Single().RootNode;
        }
    }

    public static IReadOnlyList<object> Read(string file) => KubernetesYaml.LoadAllFromString(Text(file), strict: true);

    public static string Text(string file) => File.ReadAllText(Repository.File($"{Folder}/{file}"));

    private static IEnumerable<string> Texts(string key) =>
        ((YamlSequenceNode)Kustomization.Children[key]).Select(static node => ((YamlScalarNode)node).Value!);

    private static V1Job Job(string file) => Assert.IsType<V1Job>(Assert.Single(Read(file)));
}
