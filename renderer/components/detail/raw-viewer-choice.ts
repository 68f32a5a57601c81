import { ref } from 'vue'

/** Who opened the viewer once has it for every further record, until the app quits. */
export const showsViewer = ref(false)
